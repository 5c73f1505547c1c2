package org.chokepoint.training;

/**
 * A stretch of a layer that runs on one lane: some operators, or one exchange. Pieces of a part follow each other in the
 * forward, and in reverse in the backward.
 *
 * @param name e.g. {@code attention} or {@code dispatch}
 * @param lane where it runs
 * @param exchange whether it is a dispatch or combine, beside which another micro-batch can compute
 * @param forward seconds that it adds to the forward: of communication, what compute of its own micro-batch does not hide
 * @param inputGradient the same for the backward without weight gradients
 * @param weightGradient the same for weight gradients
 * @param recompute seconds that it adds to the backward of a layer that recomputes
 * @param busyForward seconds for which its lane is busy in the forward
 * @param busyBackward seconds for which its lane is busy in the backward, without recomputation; of compute, without weight
 *     gradients
 */
record Piece(
        String name,
        Lane lane,
        boolean exchange,
        double forward,
        double inputGradient,
        double weightGradient,
        double recompute,
        double busyForward,
        double busyBackward) {}
