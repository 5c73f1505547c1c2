package org.chokepoint.app.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.chokepoint.app.chart.PipelineChart.Kind;
import org.chokepoint.app.chart.PipelineChart.Lane;
import org.chokepoint.app.chart.PipelineChart.Span;
import org.junit.jupiter.api.Test;

/** Every piece of work is drawn where and when it happens. */
final class PipelineChartTest {
    /** Lengths in paths are rounded to tenths of a pixel. */
    private static final double ROUNDED = 0.11;

    private static final Pattern PATH = Pattern.compile("<path d=\"([^\"]*)\" fill=\"(#[0-9a-f]{6})\"></path>");
    private static final Pattern BOX = Pattern.compile("M([-0-9.]+) ([-0-9.]+)l([0-9.]+) 0l0 ([0-9.]+)l-[0-9.]+ 0Z");
    private static final Pattern LABEL = Pattern.compile(">([^<]*)</text>");

    private record Box(double x, double y, double width, double height, String fill) {}

    private static List<Box> boxes(String svg) {
        List<Box> boxes = new ArrayList<>();
        for (MatchResult path : PATH.matcher(svg).results().toList()) {
            List<MatchResult> found = BOX.matcher(path.group(1)).results().toList();
            assertThat(path.group(1))
                    .hasSize(
                            found.stream().mapToInt(box -> box.group().length()).sum());
            found.forEach(box -> boxes.add(new Box(
                    Double.parseDouble(box.group(1)),
                    Double.parseDouble(box.group(2)),
                    Double.parseDouble(box.group(3)),
                    Double.parseDouble(box.group(4)),
                    path.group(2))));
        }
        return boxes;
    }

    private static double grid(Chart chart, String side) {
        return ((Number) ((Map<?, ?>) chart.options().get("grid")).get(side)).doubleValue();
    }

    @Test
    void boxesStandWhereTheWorkIs() {
        double end = 3.65;
        Chart chart = Samples.pipeline();
        String svg = SvgRenderer.render(List.of(chart));
        List<Box> boxes = boxes(svg);
        double left = grid(chart, "left");
        double width = chart.width() - left - grid(chart, "right");
        double lane = grid(chart, "height") / 2;
        for (Span span : Samples.everyKind()) {
            double x = left + width * span.startSeconds() / end;
            double middle = grid(chart, "top") + lane * (span.lane() + 0.5);
            List<Box> drawn = boxes.stream()
                    .filter(box -> Math.abs(box.x() - x) < ROUNDED)
                    .filter(box -> Math.abs(box.y() + box.height() / 2 - middle) < lane / 2)
                    .toList();
            assertThat(drawn).as(span.toString()).hasSize(span.kind() == Kind.OVERLAPPED ? 2 : 1);
            assertThat(drawn).allMatch(box -> Math.abs(box.width() + 1 - width * 0.4 / end) < ROUNDED);
            assertThat(drawn.stream().mapToDouble(Box::height).sum()).isEqualTo(Math.rint(lane * 0.86));
        }
        assertThat(boxes).hasSize(Samples.everyKind().size() + 2);
        List<MatchResult> labels = LABEL.matcher(svg).results().toList();
        assertThat(labels).extracting(label -> label.group(1)).contains("7", "3");
        assertThat(labels.stream().filter(label -> label.group(1).equals("5")))
                .hasSize(Samples.everyKind().size() - 2);
    }

    @Test
    void aLongStepIsDrawnWholeInsideThePlotAndLabelledOnlyWhereThereIsRoom() {
        List<Span> spans = new ArrayList<>();
        for (int lane = 0; lane < 16; lane++) {
            for (int i = 0; i < 250; i++) {
                Kind kind = i % 2 == 0 ? Kind.FORWARD : Kind.BACKWARD;
                double start = i * 0.3 + lane * 0.1;
                spans.add(new Span(lane, start, start + (i == 100 ? 0.3 : i % 2 == 0 ? 0.1 : 0.2), kind, "" + i));
            }
        }
        spans.add(new Span(15, 80, 90, Kind.OPTIMIZER, "all"));
        Chart chart = PipelineChart.of("A long step", "", Samples.lanes(16), spans);
        assertThat(chart.width()).isLessThanOrEqualTo(1800);
        String svg = SvgRenderer.render(List.of(chart));
        List<Box> boxes = boxes(svg);
        assertThat(boxes).hasSize(spans.size());
        double left = grid(chart, "left");
        double right = chart.width() - grid(chart, "right");
        double top = grid(chart, "top");
        double bottom = top + grid(chart, "height");
        assertThat(boxes)
                .allMatch(box -> box.x() >= left && box.x() + box.width() <= right + ROUNDED)
                .allMatch(box -> box.y() >= top && box.y() + box.height() <= bottom);
        assertThat(svg).contains(">all</text>").doesNotContain(">101</text>", ">100</text>");
    }

    @Test
    void timeIsInTheUnitThatReadsBest() {
        assertThat(axis(5)).isEqualTo("time (s)");
        assertThat(axis(0.2)).isEqualTo("time (ms)");
        assertThat(axis(2e-4)).isEqualTo("time (µs)");
    }

    private static Object axis(double end) {
        List<Span> spans = List.of(new Span(0, 0, end, Kind.FORWARD, ""));
        Chart chart = PipelineChart.of("t", "", List.of(new Lane("")), spans);
        return ((Map<?, ?>) chart.options().get("xAxis")).get("name");
    }

    @Test
    void spansNeedTimeAndALane() {
        assertThatThrownBy(() -> new Span(0, 2, 1, Kind.FORWARD, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(0, -1, 1, Kind.FORWARD, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(0, 0, Double.NaN, Kind.FORWARD, ""))
                .isInstanceOf(IllegalArgumentException.class);
        List<Span> beyond = List.of(new Span(1, 0, 1, Kind.FORWARD, ""));
        assertThatThrownBy(() -> PipelineChart.of("t", "", List.of(new Lane("")), beyond))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PipelineChart.of("t", "", List.of(new Lane("")), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
