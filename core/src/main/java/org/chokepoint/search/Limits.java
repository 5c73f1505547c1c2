package org.chokepoint.search;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.training.Strategy;

/**
 * Values to which a user holds axes of a search; an axis that is left out takes every value that is worth trying.
 *
 * @param values by axis
 */
public record Limits(Map<Axis, List<Object>> values) {
    public Limits {
        Map<Axis, List<Object>> copy = new EnumMap<>(Axis.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** No limits. */
    public static Limits none() {
        return new Limits(new EnumMap<>(Axis.class));
    }

    /** Whether a strategy is within them. */
    boolean hold(Strategy s) {
        return values.entrySet().stream()
                .allMatch(each -> each.getValue().contains(each.getKey().of(s)));
    }

    /** The same with one axis held to other values. */
    public Limits with(Axis axis, List<Object> only) {
        Map<Axis, List<Object>> more = new EnumMap<>(Axis.class);
        more.putAll(values);
        more.put(axis, List.copyOf(only));
        return new Limits(more);
    }

    /** The same with one axis free. */
    public Limits without(Axis axis) {
        Map<Axis, List<Object>> fewer = new EnumMap<>(Axis.class);
        fewer.putAll(values);
        fewer.remove(axis);
        return new Limits(fewer);
    }
}
