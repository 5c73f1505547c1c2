package org.chokepoint.app.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Points over two logarithmic axes with shaded rectangles behind them. Reported points are filled marks, estimates hollow ones. */
public final class RegionChart {
    private static final int WIDTH = 900;
    private static final int PLOT_HEIGHT = 560;
    private static final int LEFT = 84;
    private static final int RIGHT = 40;
    private static final int AXIS = 52;
    private static final double SHADE = 0.22;
    private static final List<String> SHAPES = List.of("circle", "rect", "triangle", "diamond");

    /** Colours of marks, told apart from those of regions by their depth. */
    private static final List<String> MARKS = List.of("#222222", "#666666", "#117733", "#44aa99");

    private static final List<String> SHADES = List.of("#cc6677", "#ddaa33", "#4477aa", "#882255", "#88ccee");

    private RegionChart() {}

    /**
     * A logarithmic axis.
     *
     * @param name what it measures, with its unit
     * @param low where it begins, above zero
     * @param high where it ends
     */
    public record Axis(String name, double low, double high) {
        public Axis {
            if (!(low > 0 && low < high)) {
                throw new IllegalArgumentException(
                        "A logarithmic axis begins above zero and ends above where it begins.");
            }
        }

        double inside(double value) {
            return Math.max(low, Math.min(high, value));
        }
    }

    /**
     * A rectangle; regions of one name have one colour.
     *
     * @param name what it stands for
     * @param xLow from, in the unit of the horizontal axis
     * @param xHigh to; absent: to the end of the axis
     * @param yLow from, in the unit of the vertical axis
     * @param yHigh to; absent: to the end of the axis
     */
    public record Region(String name, double xLow, OptionalDouble xHigh, double yLow, OptionalDouble yHigh) {}

    /**
     * The chart.
     *
     * @param title what is seen
     * @param subtitle a line of detail; may be empty
     * @param x horizontal axis
     * @param y vertical axis
     * @param regions rectangles, from the back to the front
     * @param series points; those outside of the axes are left out
     */
    public static Chart of(
            String title, String subtitle, Axis x, Axis y, List<Region> regions, List<PointChart.Series> series) {
        Map<String, List<Object>> areas = new LinkedHashMap<>();
        for (Region region : regions) {
            areas.computeIfAbsent(region.name(), none -> new ArrayList<>()).add(area(region, x, y));
        }
        List<String> legend = new ArrayList<>(areas.keySet());
        series.forEach(each -> legend.add(each.name()));
        String detail =
                subtitle + (subtitle.isEmpty() ? "" : "; ") + "filled marks are reported, hollow ones estimated";
        int top = Look.plotTop(detail, legend, WIDTH);
        List<Object> drawn = new ArrayList<>();
        areas.forEach(
                (name, rectangles) -> drawn.add(shade(name, SHADES.get(drawn.size() % SHADES.size()), rectangles)));
        int marks = 0;
        for (PointChart.Series each : series) {
            List<PointChart.Point> inside = each.points().stream()
                    .filter(point -> x.inside(point.x()) == point.x() && y.inside(point.y()) == point.y())
                    .toList();
            PointChart.Series shown = new PointChart.Series(each.name(), false, inside);
            drawn.add(PointChart.series(shown, SHAPES.get(marks % SHAPES.size()))
                    .put("itemStyle", new Options().put("opacity", 1).put("color", MARKS.get(marks % MARKS.size()))));
            marks++;
        }
        Options options = Look.of(title, detail, legend, WIDTH)
                .put("grid", Look.plot(LEFT, top, RIGHT, PLOT_HEIGHT))
                .put("xAxis", axis(x, 30))
                .put("yAxis", axis(y, 56))
                .put("series", drawn);
        return Chart.of(title, WIDTH, top + PLOT_HEIGHT + AXIS, options);
    }

    private static Options axis(Axis axis, int nameGap) {
        return PointChart.axis(new PointChart.Axis(axis.name(), true), nameGap)
                .put("min", axis.low())
                .put("max", axis.high());
    }

    private static Object area(Region region, Axis x, Axis y) {
        Options from = new Options().put("xAxis", x.inside(region.xLow())).put("yAxis", y.inside(region.yLow()));
        Options to = new Options()
                .put("xAxis", x.inside(region.xHigh().orElse(x.high())))
                .put("yAxis", y.inside(region.yHigh().orElse(y.high())));
        return List.of(from, to);
    }

    private static Options shade(String name, String colour, List<Object> rectangles) {
        Options style = new Options().put("color", colour).put("opacity", SHADE);
        return new Options()
                .put("type", "scatter")
                .put("name", name)
                .put("symbol", "rect")
                .put("silent", true)
                .put("itemStyle", style)
                .put("data", List.of())
                .put(
                        "markArea",
                        new Options()
                                .put("silent", true)
                                .put("itemStyle", style)
                                .put("data", rectangles));
    }
}
