package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;

/**
 * What one layer (or the embedding, the head, a multi-token prediction module) costs one rank for one micro-batch. Dispatch and
 * combine stand apart, since a schedule may hide them behind another micro-batch.
 *
 * @param forward seconds of the forward by cause, exposed communication included
 * @param inputGradient seconds of the backward by cause, without weight gradients and recomputation
 * @param weightGradient seconds of weight gradients by cause
 * @param forwardSeconds sum of {@code forward}
 * @param inputGradientSeconds sum of {@code inputGradient}
 * @param weightGradientSeconds sum of {@code weightGradient}
 * @param recomputeSeconds forward work repeated in the backward where the layer recomputes
 * @param exchangeForward seconds of dispatch and combine in the forward
 * @param exchangeBackward the same in the backward
 * @param exchangeRecompute the same for what recomputation repeats
 * @param exchanges dispatches and combines in the forward
 * @param operators operators that the host issues in a forward; those that graphs launch left out
 * @param recomputedOperators of those, the ones that recomputation repeats
 * @param keptBytes activations kept until the backward where the layer recomputes
 * @param fullBytes activations kept where it does not
 * @param heldBytes bytes that live only while the part runs, beside what it keeps
 * @param hostBytes activations kept in host memory instead of on the chip
 * @param denseWeights parameters on this rank that data-parallel ranks share
 * @param expertWeights parameters of this rank's experts
 * @param flops operations of the forward as done
 * @param narrowFlops of those, on quantised operands
 * @param recomputeFlops operations repeated
 * @param trafficBytes memory traffic of forward and backward
 * @param pieces the same seconds piece by piece, in order of the forward
 */
record PartCosts(
        double[] forward,
        double[] inputGradient,
        double[] weightGradient,
        double forwardSeconds,
        double inputGradientSeconds,
        double weightGradientSeconds,
        double recomputeSeconds,
        double exchangeForward,
        double exchangeBackward,
        double exchangeRecompute,
        int exchanges,
        int operators,
        int recomputedOperators,
        double keptBytes,
        double fullBytes,
        double heldBytes,
        double hostBytes,
        double denseWeights,
        double expertWeights,
        double flops,
        double narrowFlops,
        double recomputeFlops,
        double trafficBytes,
        List<Piece> pieces) {

    /**
     * The same part on a chip whose kernels take so many times as long. What compute hides of communication stays as it is; what
     * is recomputed takes longer as a whole, exchanges that it repeats with it.
     */
    PartCosts slowed(double factor) {
        if (factor == 1) {
            return this;
        }
        double[] there = slowed(forward, factor);
        double[] input = slowed(inputGradient, factor);
        double[] weight = slowed(weightGradient, factor);
        List<Piece> all = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            double own = piece.lane() == Lane.COMPUTE ? factor : 1;
            all.add(new Piece(
                    piece.name(),
                    piece.lane(),
                    piece.exchange(),
                    own * piece.forward(),
                    own * piece.inputGradient(),
                    own * piece.weightGradient(),
                    piece.exchange() ? piece.recompute() : factor * piece.recompute(),
                    own * piece.busyForward(),
                    own * piece.busyBackward()));
        }
        return with(
                new double[][] {there, input, weight},
                new double[] {PartSum.sum(there), PartSum.sum(input), PartSum.sum(weight), factor * recomputeSeconds},
                heldBytes,
                hostBytes,
                all);
    }

    private static double[] slowed(double[] byCause, double factor) {
        double[] seconds = byCause.clone();
        for (Cause cause : Cause.values()) {
            seconds[cause.ordinal()] *= cause.computes() ? factor : 1;
        }
        return seconds;
    }

    /**
     * The same part with what it keeps copied to host memory behind its forward, while the next one computes, and back ahead of
     * its backward. A part takes as long as the longer of its compute and its copy; two parts' activations are on the chip. Copies
     * don't run beside dispatch and combine, which may share the host's links.
     *
     * @param recomputes whether the part recomputes, and so keeps less
     * @param bytesPerSecond rate of the copies, one way
     */
    PartCosts offloaded(boolean recomputes, double bytesPerSecond) {
        double kept = recomputes ? keptBytes : fullBytes;
        double copy = kept / bytesPerSecond;
        double back = inputGradientSeconds + weightGradientSeconds + (recomputes ? recomputeSeconds : 0);
        double out = Math.max(0, copy - forwardSeconds);
        double in = Math.max(0, copy - back);
        double[] there = forward.clone();
        double[] input = inputGradient.clone();
        there[Cause.OFFLOAD.ordinal()] += out;
        input[Cause.OFFLOAD.ordinal()] += in;
        List<Piece> all = new ArrayList<>(pieces);
        all.add(new Piece("offload", Lane.HOST_LINK, false, out, in, 0, 0, copy, copy));
        return with(
                new double[][] {there, input, weightGradient},
                new double[] {forwardSeconds + out, inputGradientSeconds + in, weightGradientSeconds, recomputeSeconds},
                heldBytes + 2 * kept,
                kept,
                all);
    }

    /** The same part with other seconds: forward, input gradient, weight gradient by cause, and these and recomputation as sums. */
    private PartCosts with(double[][] byCause, double[] seconds, double held, double host, List<Piece> all) {
        return new PartCosts(
                byCause[0],
                byCause[1],
                byCause[2],
                seconds[0],
                seconds[1],
                seconds[2],
                seconds[3],
                exchangeForward,
                exchangeBackward,
                exchangeRecompute,
                exchanges,
                operators,
                recomputedOperators,
                keptBytes,
                fullBytes,
                held,
                host,
                denseWeights,
                expertWeights,
                flops,
                narrowFlops,
                recomputeFlops,
                trafficBytes,
                all);
    }
}
