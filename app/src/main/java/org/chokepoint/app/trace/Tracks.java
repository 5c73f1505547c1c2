package org.chokepoint.app.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.chokepoint.study.TrainTimeline;

/** Threads of each rank: one for each lane, and more where stretches of a lane would cross. */
final class Tracks {
    private static final List<String> LANES = List.of("host", "compute", "scale-up", "scale-out");

    /** Stretches that cross by no more than this touch: times are written in nanoseconds. */
    private static final double TOUCHES_SECONDS = 1e-9;

    private final List<List<String>> names;
    private final int[] threads;

    private Tracks(List<List<String>> names, int[] threads) {
        this.names = names;
        this.threads = threads;
    }

    static Tracks of(TrainTimeline timeline) {
        int spans = timeline.spans().size();
        int[] track = new int[spans];
        List<List<List<Double>>> free = new ArrayList<>();
        for (int rank = 0; rank < timeline.ranks(); rank++) {
            free.add(LANES.stream()
                    .map(lane -> (List<Double>) new ArrayList<Double>())
                    .toList());
        }
        IntStream.range(0, spans)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> timeline.spans().get(i).startSeconds()))
                .forEach(i -> {
                    TrainTimeline.Span span = timeline.spans().get(i);
                    track[i] = take(free.get(span.rank()).get(LANES.indexOf(span.lane())), span);
                });
        List<List<String>> names = new ArrayList<>();
        int[][] first = new int[timeline.ranks()][LANES.size()];
        for (int rank = 0; rank < timeline.ranks(); rank++) {
            List<String> own = new ArrayList<>();
            for (int lane = 0; lane < LANES.size(); lane++) {
                first[rank][lane] = own.size();
                int tracks = Math.max(1, free.get(rank).get(lane).size());
                for (int i = 0; i < tracks; i++) {
                    own.add(LANES.get(lane) + (i == 0 ? "" : " (" + (i + 1) + ")"));
                }
            }
            names.add(own);
        }
        for (int i = 0; i < spans; i++) {
            TrainTimeline.Span span = timeline.spans().get(i);
            track[i] += first[span.rank()][LANES.indexOf(span.lane())];
        }
        return new Tracks(names, track);
    }

    /** The first track that is free when a stretch begins; takes it until it ends. */
    private static int take(List<Double> free, TrainTimeline.Span span) {
        int track = 0;
        while (track < free.size() && free.get(track) > span.startSeconds() + TOUCHES_SECONDS) {
            track++;
        }
        if (track == free.size()) {
            free.add(span.endSeconds());
        } else {
            free.set(track, span.endSeconds());
        }
        return track;
    }

    /** Names of a rank's threads. */
    List<String> names(int rank) {
        return names.get(rank);
    }

    /** Thread of a stretch within its rank. */
    int thread(int span) {
        return threads[span];
    }
}
