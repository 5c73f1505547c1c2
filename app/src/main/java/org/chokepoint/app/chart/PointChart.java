package org.chokepoint.app.chart;

import java.util.ArrayList;
import java.util.List;

/** Series of points over two axes, with or without lines. Reported values are filled marks, estimates are hollow ones. */
public final class PointChart {
    private static final int WIDTH = 900;
    private static final int PLOT_HEIGHT = 400;
    private static final int LEFT = 84;
    private static final int RIGHT = 40;
    private static final int AXIS = 52;
    private static final int MARK = 9;

    /** Shapes of marks in turn, so that series can be told apart without colours. */
    private static final List<String> SHAPES = List.of("circle", "rect", "triangle", "diamond");

    private PointChart() {}

    /**
     * An axis.
     *
     * @param name what it measures, with its unit
     * @param logarithmic whether equal steps are equal ratios
     */
    public record Axis(String name, boolean logarithmic) {}

    /**
     * Points of one kind.
     *
     * @param name what they are
     * @param line whether a line connects them in order
     * @param points in order
     */
    public record Series(String name, boolean line, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A point.
     *
     * @param x in the unit of the horizontal axis
     * @param y in the unit of the vertical axis
     * @param reported whether a source states it; otherwise it is an estimate
     * @param label what stands beside it where there is room; may be empty
     */
    public record Point(double x, double y, boolean reported, String label) {}

    /**
     * The chart of some series.
     *
     * @param title what is seen
     * @param subtitle a line of detail; may be empty
     * @param x horizontal axis
     * @param y vertical axis
     * @param series what is drawn
     * @throws IllegalArgumentException if a value is not finite, or not positive on a logarithmic axis
     */
    public static Chart of(String title, String subtitle, Axis x, Axis y, List<Series> series) {
        List<String> legend = series.stream().map(Series::name).toList();
        String detail =
                subtitle + (subtitle.isEmpty() ? "" : "; ") + "filled marks are reported, hollow ones estimated";
        int top = Look.plotTop(detail, legend, WIDTH);
        List<Object> drawn = new ArrayList<>();
        for (Series each : series) {
            each.points().forEach(point -> check(point, x, y));
            drawn.add(series(each, SHAPES.get(drawn.size() % SHAPES.size())));
        }
        Options options = Look.of(title, detail, legend, WIDTH)
                .put("grid", Look.plot(LEFT, top, RIGHT, PLOT_HEIGHT))
                .put("xAxis", axis(x, 30))
                .put("yAxis", axis(y, 56))
                .put("series", drawn);
        return Chart.of(title, WIDTH, top + PLOT_HEIGHT + AXIS, options);
    }

    private static void check(Point point, Axis x, Axis y) {
        if (x.logarithmic() && !(point.x() > 0) || y.logarithmic() && !(point.y() > 0)) {
            throw new IllegalArgumentException("A logarithmic axis needs positive values.");
        }
    }

    static Options axis(Axis axis, int nameGap) {
        Options plain = Look.valueAxis(axis.name(), nameGap);
        if (!axis.logarithmic()) {
            return plain.put("scale", true);
        }
        Options label = Look.text(Look.SMALL, Look.SOFT).put("formatter", Options.function("powers"));
        return plain.put("type", "log").put("axisLabel", label);
    }

    static Options series(Series series, String shape) {
        List<Object> data = new ArrayList<>();
        for (Point point : series.points()) {
            data.add(new Options()
                    .put("name", point.label())
                    .put("value", List.of(point.x(), point.y()))
                    .put("symbol", point.reported() ? shape : hollow(shape)));
        }
        Options label = Look.text(11, Look.SOFT)
                .put("show", true)
                .put("position", "right")
                .put("formatter", "{b}");
        return new Options()
                .put("type", series.line() ? "line" : "scatter")
                .put("name", series.name())
                .put("symbol", shape)
                .put("symbolSize", MARK)
                .put("showAllSymbol", true)
                .put("clip", false)
                .put("itemStyle", new Options().put("opacity", 1))
                .put("label", label)
                .put("labelLayout", new Options().put("hideOverlap", true))
                .put("data", data);
    }

    /** ECharts calls it emptyCircle and so on. */
    private static String hollow(String shape) {
        return "empty" + Character.toUpperCase(shape.charAt(0)) + shape.substring(1);
    }
}
