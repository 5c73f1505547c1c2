package org.chokepoint.app.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What pipeline ranks do over time, as papers on schedules draw it: a lane for each rank, a box for each piece of work, white
 * where a rank is idle. A forward and a backward at once share a box, the forward on top.
 */
public final class PipelineChart {
    private static final int NARROWEST = 900;
    private static final int WIDEST = 1800;

    /** Pixels that a span of the fullest lane gets on average, within these bounds. */
    private static final int SPAN = 28;

    private static final int RIGHT = 24;
    private static final int AXIS = 46;

    /** Height of all lanes, unless each then got thicker or thinner than is good. */
    private static final int LANES_HEIGHT = 480;

    private static final int THICKEST = 30;
    private static final int THINNEST = 10;

    private PipelineChart() {}

    /**
     * A row.
     *
     * @param name what stands at its left
     */
    public record Lane(String name) {}

    /**
     * A piece of work.
     *
     * @param lane its row, counted from 0
     * @param startSeconds begin, from 0
     * @param endSeconds end
     * @param kind what is done
     * @param label short text inside, where there is room: the number of a micro-batch, or {@code 7|3} where a forward and
     *     a backward are overlapped; may be empty
     */
    public record Span(int lane, double startSeconds, double endSeconds, Kind kind, String label) {
        public Span {
            if (!(startSeconds >= 0 && startSeconds <= endSeconds && endSeconds < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a span needs 0 ≤ start ≤ end, both finite");
            }
        }
    }

    /** What a rank does; in the order of the legend. Backward work has shades of one colour. */
    public enum Kind {
        /** Forward of a micro-batch. */
        FORWARD("forward", Look.WHITE, "#4477aa"),
        /** Backward of a micro-batch, both gradients. */
        BACKWARD("backward", Look.INK, "#ddaa33"),
        /** Gradient of the inputs only. */
        INPUT_GRADIENT("backward, input gradient", Look.INK, "#f2d78c"),
        /** Gradient of the weights only. */
        WEIGHT_GRADIENT("backward, weight gradient", Look.WHITE, "#8a6d00"),
        /** Forward of one and backward of another micro-batch, overlapped. */
        OVERLAPPED("forward and backward overlapped", "", ""),
        /** Data-parallel communication. */
        COMMUNICATION("data-parallel communication", Look.INK, "#bbbbbb"),
        /** Update of the weights. */
        OPTIMIZER("optimizer", Look.WHITE, "#882255");

        private final String words;
        private final String ink;
        private final String fill;

        Kind(String words, String ink, String fill) {
            this.words = words;
            this.ink = ink;
            this.fill = fill;
        }

        /** What its boxes show, from top to bottom. */
        private List<Kind> parts() {
            return this == OVERLAPPED ? List.of(FORWARD, BACKWARD) : List.of(this);
        }

        /** What stands for it in the legend: a colour, or several one above the other. */
        private Object swatch() {
            if (parts().size() == 1) {
                return fill;
            }
            List<Object> stops = new ArrayList<>();
            double share = 1.0 / parts().size();
            for (Kind part : parts()) {
                double from = share * parts().indexOf(part);
                stops.add(new Options().put("offset", from).put("color", part.fill));
                stops.add(new Options().put("offset", from + share).put("color", part.fill));
            }
            return new Options()
                    .put("type", "linear")
                    .put("x", 0)
                    .put("y", 0)
                    .put("x2", 0)
                    .put("y2", 1)
                    .put("colorStops", stops);
        }
    }

    /**
     * The chart of a step.
     *
     * @param title what is seen
     * @param subtitle a line of detail; may be empty
     * @param lanes rows from top to bottom
     * @param spans work in any order, at least one piece
     */
    public static Chart of(String title, String subtitle, List<Lane> lanes, List<Span> spans) {
        List<String> names = lanes.stream().map(Lane::name).toList();
        double end = spans.stream().mapToDouble(Span::endSeconds).max().orElse(0);
        if (!(end > 0) || spans.stream().anyMatch(span -> span.lane() < 0 || span.lane() >= names.size())) {
            throw new IllegalArgumentException("a pipeline chart needs time that passes, and each span a lane");
        }
        Map<Kind, List<Span>> byKind = new EnumMap<>(Kind.class);
        spans.forEach(span ->
                byKind.computeIfAbsent(span.kind(), kind -> new ArrayList<>()).add(span));
        List<String> legend = byKind.keySet().stream().map(kind -> kind.words).toList();
        int left = Look.plotLeft(names);
        int width = Math.max(NARROWEST, Math.min(WIDEST, left + RIGHT + SPAN * longest(spans, names.size())));
        int top = Look.plotTop(subtitle, legend, width);
        int lane = Math.max(THINNEST, Math.min(THICKEST, LANES_HEIGHT / names.size()));
        int height = lane * names.size();
        TimeUnit unit = TimeUnit.of(end);
        List<Object> series = new ArrayList<>();
        byKind.forEach((kind, work) -> series.add(series(kind, work, unit, lane)));
        Options options = Look.of(title, subtitle, legend, width)
                .put("grid", Look.plot(left, top, RIGHT, height))
                .put("xAxis", Look.wholeAxis("time (" + unit.symbol() + ")", end / unit.seconds(), width))
                .put("yAxis", Look.nameAxis(names))
                .put("series", series);
        return Chart.of(title, width, top + height + AXIS, options);
    }

    /** Number of spans of the fullest lane. */
    private static int longest(List<Span> spans, int lanes) {
        int[] counts = new int[lanes];
        int most = 0;
        for (Span span : spans) {
            most = Math.max(most, ++counts[span.lane()]);
        }
        return most;
    }

    private static Options series(Kind kind, List<Span> spans, TimeUnit unit, int lane) {
        List<Object> data = new ArrayList<>();
        List<Object> texts = new ArrayList<>();
        for (Span span : spans) {
            data.add(List.of(span.lane(), span.startSeconds() / unit.seconds(), span.endSeconds() / unit.seconds()));
            texts.add(List.of(span.label().split("\\|", kind.parts().size())));
        }
        Options render = Options.function("spans")
                .put("fills", kind.parts().stream().map(part -> part.fill).toList())
                .put("inks", kind.parts().stream().map(part -> part.ink).toList())
                .put("share", 0.86)
                .put("fontSize", Math.min(11, lane * 43 / 100 - 1))
                .put("texts", texts);
        return new Options()
                .put("type", "custom")
                .put("name", kind.words)
                .put("itemStyle", new Options().put("color", kind.swatch()))
                .put("renderItem", render)
                .put("dimensions", List.of("lane", "start", "end"))
                .put("encode", new Options().put("x", List.of(1, 2)).put("y", 0))
                .put("progressive", 0)
                .put("data", data);
    }
}
