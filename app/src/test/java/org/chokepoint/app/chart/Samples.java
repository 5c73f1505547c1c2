package org.chokepoint.app.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.chart.PipelineChart.Kind;
import org.chokepoint.app.chart.PipelineChart.Lane;
import org.chokepoint.app.chart.PipelineChart.Span;
import org.chokepoint.app.chart.PointChart.Axis;
import org.chokepoint.app.chart.PointChart.Point;

/** Small charts of each builder. */
final class Samples {
    private Samples() {}

    static List<Lane> lanes(int count) {
        List<Lane> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(new Lane("rank " + i));
        }
        return lanes;
    }

    /** Every kind once on each of two lanes, one after the other. */
    static List<Span> everyKind() {
        List<Span> spans = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int lane = 0; lane < 2; lane++) {
                double start = kind.ordinal() * 0.5 + lane * 0.25;
                spans.add(new Span(lane, start, start + 0.4, kind, kind == Kind.OVERLAPPED ? "7|3" : "5"));
            }
        }
        return spans;
    }

    static Chart pipeline() {
        return PipelineChart.of("A step of two ranks", "White is idle", lanes(2), everyKind());
    }

    static Chart points() {
        return PointChart.of(
                "Compute of training runs",
                "",
                new Axis("parameters", true),
                new Axis("compute (FLOP)", true),
                List.of(
                        new PointChart.Series(
                                "dense",
                                false,
                                List.of(new Point(7e9, 8e22, true, "one"), new Point(5.4e11, 2.5e24, false, "two"))),
                        new PointChart.Series(
                                "trend",
                                true,
                                List.of(new Point(1e9, 1e22, false, ""), new Point(1e12, 1e25, false, "")))));
    }

    static Chart bars() {
        return StackedBars.of(
                "Time of two layouts",
                "Seconds by cause",
                StackedBars.Measure.seconds(10),
                10,
                List.of(new StackedBars.Row("one", parts(10)), new StackedBars.Row("two", parts(5))));
    }

    /** Nine parts of a sum, two more than there are colours: 9/45, 8/45, down to 1/45. */
    static Map<String, Double> parts(double sum) {
        Map<String, Double> parts = new LinkedHashMap<>();
        for (int i = 1; i <= 9; i++) {
            parts.put("part " + i, sum * (10 - i) / 45);
        }
        return parts;
    }
}
