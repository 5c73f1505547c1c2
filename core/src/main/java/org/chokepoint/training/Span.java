package org.chokepoint.training;

/**
 * A stretch of a step on one lane of a rank.
 *
 * @param rank pipeline rank
 * @param lane what is busy
 * @param kind what for
 * @param name what runs, e.g. {@code layer 12 attention}
 * @param microBatch micro-batch, those of a second way counted on; of a pair, the one that goes forward; −1 if none
 * @param other micro-batch of a pair that goes backward; −1 if none
 * @param startSeconds begin, from that of the step
 * @param endSeconds end
 */
public record Span(
        int rank,
        Lane lane,
        Kind kind,
        String name,
        int microBatch,
        int other,
        double startSeconds,
        double endSeconds) {

    /** What a stretch of a step is for. */
    public enum Kind {
        FORWARD,
        BACKWARD,
        INPUT_GRADIENT,
        WEIGHT_GRADIENT,
        /** A forward and a backward that run through each other. */
        PAIR,
        RECOMPUTE,
        COMMUNICATION,
        OPTIMIZER,
        HOST
    }

    /** Hears of stretches, rank by rank in no other order. */
    public interface Listener {
        /** A stretch; parameters as of {@link Span}. */
        void span(
                int rank,
                Lane lane,
                Kind kind,
                String name,
                int microBatch,
                int other,
                double startSeconds,
                double endSeconds);
    }
}
