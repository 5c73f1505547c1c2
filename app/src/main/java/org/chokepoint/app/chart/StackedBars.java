package org.chokepoint.app.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.chokepoint.units.Figure;

/**
 * Parts of a whole: a horizontal bar for each row, cut into parts. The largest parts have colours, the rest is one grey part.
 * A single bar has the values in its legend, several have them inside their parts, where there is room.
 */
public final class StackedBars {
    private static final int WIDTH = 900;
    private static final int RIGHT = 32;
    private static final int ROW = 40;
    private static final int AXIS = 46;
    private static final int DIGITS = 3;
    private static final String OTHER = "other";

    private StackedBars() {}

    /**
     * A bar.
     *
     * @param name what stands at its left; may be empty
     * @param parts values of 0 or more by their names, from left to right
     */
    public record Row(String name, Map<String, Double> parts) {
        public Row {
            if (parts.values().stream().anyMatch(value -> !(value >= 0))) {
                throw new IllegalArgumentException("parts of a whole must be 0 or more, found " + parts);
            }
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }
    }

    /**
     * How values are measured.
     *
     * @param axis name of the axis, with its unit
     * @param unit a unit of the axis in units of the values
     * @param text how a value is written
     */
    public record Measure(String axis, double unit, DoubleFunction<String> text) {
        /** Seconds, up to about a whole. */
        public static Measure seconds(double wholeSeconds) {
            TimeUnit unit = TimeUnit.of(wholeSeconds);
            return new Measure("time (" + unit.symbol() + ")", unit.seconds(), value -> Figure.duration(value, DIGITS));
        }

        /** Bytes of memory. */
        public static Measure bytes() {
            return new Measure("memory (GB)", 1e9, value -> Figure.scaled(value, DIGITS, "B"));
        }
    }

    /**
     * The chart of some bars.
     *
     * @param title what is seen
     * @param subtitle a line of detail; may be empty
     * @param measure what the values are
     * @param whole where the axis ends, in units of the values: at the end of the longest bar or beyond
     * @param rows bars from top to bottom
     */
    public static Chart of(String title, String subtitle, Measure measure, double whole, List<Row> rows) {
        List<Row> shown = merged(rows);
        List<String> names = shown.stream().map(Row::name).toList();
        int left = Look.plotLeft(names);
        double pixels = (WIDTH - left - RIGHT) / whole;
        boolean labelled = shown.size() > 1;
        List<Object> series = new ArrayList<>();
        List<String> legend = new ArrayList<>();
        for (String part : totals(shown).keySet()) {
            String value = labelled
                    ? ""
                    : " " + measure.text().apply(shown.get(0).parts().get(part));
            legend.add(part + value);
            String colour = part.equals(OTHER) ? Look.REST : Look.COLOURS.get(series.size());
            List<Object> bars = new ArrayList<>();
            shown.forEach(row -> bars.add(bar(row, part, measure, pixels, labelled)));
            series.add(series(part + value, colour, bars));
        }
        int top = Look.plotTop(subtitle, legend, WIDTH);
        int height = ROW * shown.size();
        Options options = Look.of(title, subtitle, legend, WIDTH)
                .put("grid", Look.plot(left, top, RIGHT, height))
                .put("xAxis", Look.wholeAxis(measure.axis(), whole / measure.unit(), WIDTH))
                .put("yAxis", Look.nameAxis(names))
                .put("series", series);
        return Chart.of(title, WIDTH, top + height + AXIS, options);
    }

    /** Rows with at most as many different parts as there are colours; the smallest become one. */
    private static List<Row> merged(List<Row> rows) {
        List<Map.Entry<String, Double>> ranked = new ArrayList<>(totals(rows).entrySet());
        if (ranked.size() <= Look.COLOURS.size()) {
            return rows;
        }
        ranked.sort(Map.Entry.comparingByValue(Collections.reverseOrder()));
        List<String> kept = ranked.subList(0, Look.COLOURS.size()).stream()
                .map(Map.Entry::getKey)
                .toList();
        return rows.stream().map(row -> merged(row, kept)).toList();
    }

    private static Row merged(Row row, List<String> kept) {
        Map<String, Double> parts = new LinkedHashMap<>();
        double other = 0;
        for (Map.Entry<String, Double> part : row.parts().entrySet()) {
            if (kept.contains(part.getKey())) {
                parts.put(part.getKey(), part.getValue());
            } else {
                other += part.getValue();
            }
        }
        parts.merge(OTHER, other, Double::sum);
        return new Row(row.name(), parts);
    }

    /** Sums over all rows by part, in the order of first appearance. */
    private static Map<String, Double> totals(List<Row> rows) {
        Map<String, Double> totals = new LinkedHashMap<>();
        rows.forEach(row -> row.parts().forEach((part, value) -> totals.merge(part, value, Double::sum)));
        return totals;
    }

    private static Options series(String name, String colour, List<Object> bars) {
        Options style = new Options()
                .put("color", colour)
                .put("borderColor", Look.WHITE)
                .put("borderWidth", 1);
        return new Options()
                .put("type", "bar")
                .put("name", name)
                .put("stack", "whole")
                .put("barWidth", ROW - 14)
                .put("itemStyle", style)
                .put("data", bars);
    }

    /** A part of a bar, with its value inside if that is wanted and fits. */
    private static Options bar(Row row, String part, Measure measure, double pixels, boolean labelled) {
        double value = row.parts().getOrDefault(part, 0.0);
        String text = measure.text().apply(value);
        Options label = new Options()
                .put("show", labelled && Look.textWidth(text) + 6 <= value * pixels)
                .put("position", "inside")
                .put("formatter", text);
        return new Options().put("value", value / measure.unit()).put("label", label);
    }
}
