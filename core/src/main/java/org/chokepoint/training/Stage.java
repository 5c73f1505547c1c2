package org.chokepoint.training;

/**
 * What one pipeline stage costs one rank for one micro-batch: the sum over its layers, and over embedding, head and
 * multi-token prediction where it holds them. A mutable sum that lives only while a step is estimated ({@code
 * EstimateBenchmark.warm}).
 */
final class Stage {
    final double[] byCause = new double[Cause.COUNT];
    double forward;
    double backward;
    double weightGradient;
    double recompute;
    double exchangeForward;
    double exchangeBackward;
    double keptBytes;
    double workingBytes;
    double denseWeights;
    double expertWeights;
    double flops;
    double narrowFlops;
    double recomputeFlops;
    double trafficBytes;
    double launches;

    /** Adds {@code count} parts that recompute, or that don't. */
    void add(PartCosts part, double count, boolean recomputes) {
        if (count == 0) {
            return;
        }
        for (int i = 0; i < byCause.length; i++) {
            byCause[i] += count * (part.forward()[i] + part.backward()[i]);
        }
        forward += count * part.forwardSeconds();
        backward += count * part.backwardSeconds();
        weightGradient += count * part.weightGradientSeconds();
        exchangeForward += count * part.expertExchangeForward();
        exchangeBackward += count * part.expertExchangeBackward();
        flops += count * part.flops();
        narrowFlops += count * part.narrowFlops();
        trafficBytes += count * part.trafficBytes();
        launches += count * part.launches();
        denseWeights += count * part.denseWeights();
        expertWeights += count * part.expertWeights();
        keptBytes += count * (recomputes ? part.keptBytes() : part.fullBytes());
        workingBytes = Math.max(workingBytes, recomputes ? part.fullBytes() - part.keptBytes() : 0);
        if (recomputes) {
            byCause[Cause.RECOMPUTE.ordinal()] += count * part.recomputeSeconds();
            backward += count * part.recomputeSeconds();
            recompute += count * part.recomputeSeconds();
            recomputeFlops += count * part.recomputeFlops();
        }
    }

    /** Adds the output head: its logits live only between its forward and its backward, which follow each other. */
    void addHead(PartCosts head) {
        add(head, 1, false);
        keptBytes -= head.fullBytes();
        workingBytes = Math.max(workingBytes, head.fullBytes());
    }

    /** This stage on a rank that also holds the parameters of another (DualPipe's mirrored stage). */
    Stage holding(Stage other) {
        Stage held = new Stage();
        held.forward = forward;
        held.backward = backward;
        held.exchangeForward = exchangeForward;
        held.exchangeBackward = exchangeBackward;
        held.denseWeights = denseWeights + other.denseWeights;
        held.expertWeights = expertWeights + other.expertWeights;
        return held;
    }

    /** Seconds of a micro-batch's forward and backward, one after the other. */
    double both() {
        return forward + backward;
    }

    /** Seconds of forward and backward where dispatch and combine run beside compute. */
    double paired(boolean beside) {
        return beside ? Math.max(both(), exchangeForward + exchangeBackward) : both();
    }
}
