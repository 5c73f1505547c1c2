package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.Span;
import org.chokepoint.training.StepTrace;

/** The executed step of a training answer, where the question asks for it. */
final class Timelines {
    /** Turns of the schedule. */
    static final String TURNS = "turns";

    /** Pieces of layers on every lane. */
    static final String LAYERS = "layers";

    /** Turns shown at most: more can't be told apart in a picture. */
    private static final int MOST_TURNS = 20_000;

    /** Pieces shown at most, and how many a layer has in a turn. */
    private static final int MOST_PIECES = 250_000;

    private static final int PIECES_OF_A_LAYER = 10;

    private Timelines() {}

    static Optional<TrainTimeline> of(Resolved r, ExecutedStep model, Optional<String> detail) {
        if (detail.isEmpty()) {
            return Optional.empty();
        }
        String word = detail.get();
        if (!word.equals(TURNS) && !word.equals(LAYERS)) {
            throw new Fault(
                    Location.of("--timeline"),
                    "there is no timeline of '" + word + "'; there are " + TURNS + " and " + LAYERS + ".",
                    Nearest.remedy(word, List.of(TURNS, LAYERS)));
        }
        StepTrace trace = model.trace(r.job(), r.strategy(), word.equals(TURNS) ? MOST_TURNS : turnsOfLayers(r));
        List<TrainTimeline.Span> spans = new ArrayList<>();
        Span.Listener listener =
                (rank, lane, kind, name, microBatch, other, start, end) -> spans.add(new TrainTimeline.Span(
                        rank, lane.label(), kind.name().toLowerCase(Locale.ROOT), name, microBatch, other, start, end));
        if (word.equals(TURNS)) {
            trace.turns(listener);
        } else {
            trace.pieces(listener);
        }
        int ranks = r.strategy().pipelineParallel();
        return Optional.of(new TrainTimeline(word, trace.seconds(), trace.microBatches(), ranks, spans));
    }

    /** Turns of which all pieces can be shown. */
    private static int turnsOfLayers(Resolved r) {
        int chunks = r.strategy().pipelineParallel() * r.strategy().virtualStages();
        int layers = Math.max(1, r.job().network().layers() / chunks);
        return MOST_PIECES / (layers * PIECES_OF_A_LAYER);
    }
}
