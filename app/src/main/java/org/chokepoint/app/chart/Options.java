package org.chokepoint.app.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of ECharts options while it is written: keys in order, with texts, finite numbers, booleans, lists and further
 * objects as values.
 */
public final class Options {
    private final Map<String, Object> entries = new LinkedHashMap<>();

    /**
     * A reference to a function that stands in {@code charts.js}; what is put beside its name are its settings.
     *
     * @param name its name there
     */
    public static Options function(String name) {
        return new Options().put("$function", name);
    }

    /**
     * Puts a value, in place of an earlier one of that key.
     *
     * @throws IllegalArgumentException if the value has no place in options
     */
    public Options put(String key, Object value) {
        entries.put(key, plain(value, key));
        return this;
    }

    /** Puts all that another object has. */
    public Options putAll(Options other) {
        entries.putAll(other.entries);
        return this;
    }

    /** The object as it stands now, with everything in it, unmodifiable. */
    public Map<String, Object> tree() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    private static Object plain(Object value, String key) {
        if (value instanceof Options options) {
            return options.tree();
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(plain(item, key)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
            throw new IllegalArgumentException("the option '" + key + "' must be a finite number");
        }
        boolean single = value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double;
        if (single) {
            return value;
        }
        throw new IllegalArgumentException("the option '" + key + "' can't be " + value);
    }
}
