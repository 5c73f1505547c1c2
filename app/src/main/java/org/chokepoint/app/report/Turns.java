package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.chokepoint.app.chart.PipelineChart.Kind;
import org.chokepoint.app.chart.PipelineChart.Span;
import org.chokepoint.study.TrainTimeline;

/**
 * What the picture of a step shows of a pipeline rank: its turns and data-parallel communication. With stages, only what of that
 * no turn hides stands between the turns; on a single stage all of it has a row of its own.
 */
final class Turns {
    private final int rank;
    private final boolean single;
    private final List<TrainTimeline.Span> computing = new ArrayList<>();
    private final List<TrainTimeline.Span> communicating = new ArrayList<>();

    Turns(TrainTimeline timeline, int rank) {
        this.rank = rank;
        this.single = timeline.ranks() == 1;
        for (TrainTimeline.Span span : timeline.spans()) {
            if (span.rank() == rank && span.lane().equals("compute")) {
                computing.add(span);
            } else if (span.rank() == rank && span.kind().equals("communication") && span.microBatch() < 0) {
                communicating.add(span);
            }
        }
        computing.sort(Comparator.comparingDouble(TrainTimeline.Span::startSeconds));
        communicating.sort(Comparator.comparingDouble(TrainTimeline.Span::startSeconds));
    }

    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        for (TrainTimeline.Span span : computing) {
            spans.add(new Span(rank, span.startSeconds(), span.endSeconds(), kind(span.kind()), label(span)));
        }
        int next = 0;
        for (TrainTimeline.Span span : communicating) {
            if (single) {
                spans.add(new Span(1, span.startSeconds(), span.endSeconds(), Kind.COMMUNICATION, ""));
                continue;
            }
            while (next < computing.size() && computing.get(next).endSeconds() <= span.startSeconds()) {
                next++;
            }
            expose(span, next, spans);
        }
        return spans;
    }

    /** Adds what turns from this one on leave of a stretch of communication. */
    private void expose(TrainTimeline.Span span, int first, List<Span> into) {
        double from = span.startSeconds();
        for (int turn = first; turn < computing.size() && from < span.endSeconds(); turn++) {
            double until = Math.min(span.endSeconds(), computing.get(turn).startSeconds());
            add(from, until, into);
            from = Math.max(from, computing.get(turn).endSeconds());
        }
        add(from, span.endSeconds(), into);
    }

    private void add(double from, double until, List<Span> into) {
        if (until > from) {
            into.add(new Span(rank, from, until, Kind.COMMUNICATION, ""));
        }
    }

    private static Kind kind(String kind) {
        return kind.equals("pair") ? Kind.OVERLAPPED : Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }

    private static String label(TrainTimeline.Span span) {
        if (span.microBatch() < 0) {
            return "";
        }
        return span.microBatch() + (span.other() < 0 ? "" : "|" + span.other());
    }
}
