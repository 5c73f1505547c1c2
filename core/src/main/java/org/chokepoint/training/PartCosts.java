package org.chokepoint.training;

/**
 * What one layer (or the embedding, the head, a multi-token prediction module) costs one rank for one micro-batch.
 *
 * @param forward seconds of the forward by cause, exposed communication included
 * @param backward seconds of the backward by cause, without recomputation
 * @param forwardSeconds sum of {@code forward}
 * @param backwardSeconds sum of {@code backward}
 * @param weightGradientSeconds what the backward takes longer for its weight gradients
 * @param recomputeSeconds forward work repeated in the backward where the layer recomputes
 * @param expertExchangeForward seconds of dispatch and combine in the forward if nothing hides them
 * @param expertExchangeBackward the same in the backward
 * @param keptBytes activations kept until the backward where the layer recomputes
 * @param fullBytes activations kept where it does not
 * @param inputBytes the layer's input
 * @param denseWeights parameters on this rank that data-parallel ranks share
 * @param expertWeights parameters of this rank's experts
 * @param flops operations of the forward as done
 * @param narrowFlops of those, on quantised operands
 * @param recomputeFlops operations repeated
 * @param trafficBytes memory traffic of forward and backward
 * @param launches kernels of forward and backward
 */
record PartCosts(
        double[] forward,
        double[] backward,
        double forwardSeconds,
        double backwardSeconds,
        double weightGradientSeconds,
        double recomputeSeconds,
        double expertExchangeForward,
        double expertExchangeBackward,
        double keptBytes,
        double fullBytes,
        double inputBytes,
        double denseWeights,
        double expertWeights,
        double flops,
        double narrowFlops,
        double recomputeFlops,
        double trafficBytes,
        int launches) {}
