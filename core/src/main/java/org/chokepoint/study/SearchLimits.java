package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.search.Axis;
import org.chokepoint.search.Limits;
import org.chokepoint.training.Strategy;

/**
 * What a question fixes or bounds of a layout.
 *
 * @param limits values of fields that are searched
 * @param fixed fields that are not searched, as a training question has them
 */
record SearchLimits(Limits limits, Map<String, String> fixed) {
    private static final int MOST_VALUES = 4096;

    static SearchLimits of(Map<String, String> strategy) {
        Limits limits = Limits.none();
        Map<String, String> fixed = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : strategy.entrySet()) {
            Optional<Axis> axis = Axis.named(field.getKey());
            if (axis.isPresent()) {
                limits = limits.with(axis.get(), values(axis.get(), field.getValue()));
            } else {
                fixed.put(field.getKey(), field.getValue());
            }
        }
        return new SearchLimits(limits, fixed);
    }

    /** Reads {@code tp=16}. */
    static Asking asking(String text) {
        Location at = Location.of("--why");
        String[] halves = text.split("=", 2);
        if (halves.length < 2 || halves[1].isBlank()) {
            throw new Fault(at, "'" + text + "' must be a field and a value.", "write it like tp=16.");
        }
        Axis axis = Axis.named(halves[0])
                .orElseThrow(() -> new Fault(
                        at,
                        "'" + halves[0].strip() + "' is not searched.",
                        Nearest.remedy(halves[0].strip(), Axis.words())));
        return new Asking(axis, values(axis, halves[1]));
    }

    /** A field, and the values it is asked about. */
    record Asking(Axis axis, List<Object> values) {}

    private static List<Object> values(Axis axis, String text) {
        List<Object> values = new ArrayList<>();
        String divider = axis == Axis.RECOMPUTE || axis == Axis.STAGE_LAYERS ? "/" : ",";
        for (String part : text.split(divider, -1)) {
            String word = part.strip();
            int dots = word.indexOf("..");
            if (dots > 0) {
                String option = "--" + axis.word().replace('_', '-');
                int from = Written.whole(word.substring(0, dots), option);
                int to = Written.whole(word.substring(dots + 2), option);
                if (from > to || to - from > MOST_VALUES) {
                    throw new Fault(
                            Location.of(option), "'" + word + "' is no range of few values.", "write it like 1..16.");
                }
                for (int value = from; value <= to; value++) {
                    values.add(value(axis, String.valueOf(value)));
                }
            } else {
                values.add(value(axis, word));
            }
        }
        return values;
    }

    private static Object value(Axis axis, String word) {
        LinkedHashMap<String, Tree> field = new LinkedHashMap<>();
        field.put(axis.word(), Asked.value(axis.word(), word));
        return axis.of(RecordReader.read(Asked.mapping(field), Strategy.class));
    }
}
