package org.chokepoint.training;

/**
 * What a chunk of layers costs one rank for one micro-batch, or all chunks of a rank: the sum over layers, and over embedding,
 * head and multi-token prediction where it holds them. A mutable sum that lives only while a step is costed ({@code
 * EstimateBenchmark.warm}).
 */
final class Stage {
    // seconds by cause; recomputation counts among input gradients
    final double[] forwardByCause = new double[Cause.COUNT];
    final double[] inputByCause = new double[Cause.COUNT];
    final double[] weightByCause = new double[Cause.COUNT];
    double forward;
    double inputGradient;
    double weightGradient;
    double exchangeForward;
    double exchangeBackward;
    double exchanges;
    double operators;
    double recomputedOperators;
    double keptBytes;
    double workingBytes;
    double hostBytes;
    double denseWeights;
    double expertWeights;
    double flops;
    double narrowFlops;
    double recomputeFlops;
    double trafficBytes;
    int layers;

    /** Adds {@code count} parts that recompute, or that don't. */
    void add(PartCosts part, double count, boolean recomputes) {
        if (count == 0) {
            return;
        }
        for (int i = 0; i < Cause.COUNT; i++) {
            forwardByCause[i] += count * part.forward()[i];
            inputByCause[i] += count * part.inputGradient()[i];
            weightByCause[i] += count * part.weightGradient()[i];
        }
        forward += count * part.forwardSeconds();
        inputGradient += count * part.inputGradientSeconds();
        weightGradient += count * part.weightGradientSeconds();
        exchangeForward += count * part.exchangeForward();
        exchangeBackward += count * part.exchangeBackward();
        exchanges += count * part.exchanges();
        operators += count * part.operators();
        flops += count * part.flops();
        narrowFlops += count * part.narrowFlops();
        trafficBytes += count * part.trafficBytes();
        denseWeights += count * part.denseWeights();
        expertWeights += count * part.expertWeights();
        keptBytes += count * ((recomputes ? part.keptBytes() : part.fullBytes()) - part.hostBytes());
        hostBytes += count * part.hostBytes();
        double again = recomputes ? part.fullBytes() - part.keptBytes() : 0;
        workingBytes = Math.max(workingBytes, again + part.heldBytes());
        if (recomputes) {
            inputByCause[Cause.RECOMPUTE.ordinal()] += count * part.recomputeSeconds();
            inputGradient += count * part.recomputeSeconds();
            exchangeBackward += count * part.exchangeRecompute();
            recomputedOperators += count * part.recomputedOperators();
            recomputeFlops += count * part.recomputeFlops();
        }
    }

    /** Adds the output head: its logits live only between its forward and its backward, which follow each other. */
    void addHead(PartCosts head) {
        add(head, 1, false);
        keptBytes -= head.fullBytes();
        workingBytes = Math.max(workingBytes, head.fullBytes());
    }

    /** Adds another chunk of the same rank. */
    void add(Stage other) {
        for (int i = 0; i < Cause.COUNT; i++) {
            forwardByCause[i] += other.forwardByCause[i];
            inputByCause[i] += other.inputByCause[i];
            weightByCause[i] += other.weightByCause[i];
        }
        forward += other.forward;
        inputGradient += other.inputGradient;
        weightGradient += other.weightGradient;
        exchangeForward += other.exchangeForward;
        exchangeBackward += other.exchangeBackward;
        exchanges += other.exchanges;
        operators += other.operators;
        recomputedOperators += other.recomputedOperators;
        flops += other.flops;
        narrowFlops += other.narrowFlops;
        recomputeFlops += other.recomputeFlops;
        trafficBytes += other.trafficBytes;
        denseWeights += other.denseWeights;
        expertWeights += other.expertWeights;
        keptBytes += other.keptBytes;
        hostBytes += other.hostBytes;
        workingBytes = Math.max(workingBytes, other.workingBytes);
        layers += other.layers;
    }

    /** Seconds of a forward that runs alone. */
    double forwardAlone() {
        return forward + exchangeForward;
    }

    /** Seconds of an input gradient that runs alone. */
    double inputAlone() {
        return inputGradient + exchangeBackward;
    }

    /** Seconds of a micro-batch's forward and backward, one after the other. */
    double both() {
        return forwardAlone() + inputAlone() + weightGradient;
    }

    /** Seconds of compute, with communication that only its own micro-batch could hide. */
    double compute() {
        return forward + inputGradient + weightGradient;
    }

    /** Seconds of dispatch and combine. */
    double exchange() {
        return exchangeForward + exchangeBackward;
    }
}
