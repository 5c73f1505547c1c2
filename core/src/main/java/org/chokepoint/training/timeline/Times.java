package org.chokepoint.training.timeline;

/**
 * What turns, sends and data-parallel communication take, in seconds. Arrays over chunks, but for sends, which go by place.
 *
 * @param forward a micro-batch forward through a chunk
 * @param inputGradient its input gradient, with what is recomputed for it
 * @param weightGradient its weight gradient
 * @param pair chunk a forward and chunk b backward at once, at {@code a × chunks + b}; empty where no turn is a pair
 * @param pairForward seconds into such a pair after which its forward is through and hands its output on; at most the pair's
 * @param hostForward time for which the host issues the kernels of a forward
 * @param hostInputGradient the same for an input gradient
 * @param hostWeightGradient the same for a weight gradient
 * @param send sending an activation from a place to the next one, or a gradient back
 * @param sendsBlock whether a rank, and its host, waits for its own sends before its next turn
 * @param data data-parallel communication and optimizer
 */
public record Times(
        double[] forward,
        double[] inputGradient,
        double[] weightGradient,
        double[] pair,
        double[] pairForward,
        double[] hostForward,
        double[] hostInputGradient,
        double[] hostWeightGradient,
        double[] send,
        boolean sendsBlock,
        Data data) {

    /**
     * Data-parallel communication and optimizer. A step begins where all ranks know the gradients' norm: with the optimizer,
     * and then the parameters are gathered.
     *
     * @param units layers of each chunk, whose parameters travel one after the other
     * @param gather gathering a chunk's parameters
     * @param reduce reducing a chunk's gradients
     * @param gatherEach whether parameters are gathered for every turn (ZeRO-3), and not once a step
     * @param reduceEach whether gradients are reduced in every backward (ZeRO-2 and 3), and not once a step
     * @param gatherBeside whether gathering goes on beside forwards, and where it is for every turn, beside each
     * @param reduceBeside whether reducing goes on beside backwards
     * @param taken share of the compute units that such communication takes from compute beside it
     * @param optimizer optimizer update of each rank
     * @param tied summing what the first and the last rank hold both, when both have reduced all else
     * @param norm summing the gradients' norm over all ranks
     */
    public record Data(
            int[] units,
            double[] gather,
            double[] reduce,
            boolean gatherEach,
            boolean reduceEach,
            boolean gatherBeside,
            boolean reduceBeside,
            double taken,
            double[] optimizer,
            double tied,
            double norm) {

        /** Seconds of compute in units, beside all but one of which communication of some seconds runs. */
        double slowed(double compute, double communication, int parts) {
            double share = (parts - 1.0) / parts;
            return compute + taken * share * Math.min(communication, compute / (1 - taken));
        }
    }

    /** Seconds of a turn if nothing holds it up. */
    double of(Turn turn, int forwardChunk, int backwardChunk) {
        switch (turn) {
            case FORWARD:
                return forward[forwardChunk];
            case BACKWARD:
                return inputGradient[backwardChunk] + weightGradient[backwardChunk];
            case INPUT_GRADIENT:
                return inputGradient[backwardChunk];
            case WEIGHT_GRADIENT:
                return weightGradient[backwardChunk];
            default:
                return pair[forwardChunk * forward.length + backwardChunk];
        }
    }

    /** Seconds into a turn after which its forward is through. */
    double passed(Turn turn, int forwardChunk, int backwardChunk) {
        return turn == Turn.PAIR
                ? pairForward[forwardChunk * forward.length + backwardChunk]
                : of(turn, forwardChunk, backwardChunk);
    }

    /** Seconds for which the host issues a turn's kernels. */
    double host(Turn turn, int forwardChunk, int backwardChunk) {
        double seconds = turn.forwards() ? hostForward[forwardChunk] : 0;
        seconds += turn.backwards() ? hostInputGradient[backwardChunk] : 0;
        return seconds + (turn.weighs() ? hostWeightGradient[backwardChunk] : 0);
    }
}
