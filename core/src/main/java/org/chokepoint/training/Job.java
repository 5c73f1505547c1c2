package org.chokepoint.training;

import java.util.List;
import org.chokepoint.model.Network;

/**
 * One step to be done: a network on a number of chips with a batch.
 *
 * @param network model
 * @param accelerators chips
 * @param globalBatch sequences of a step
 * @param sequenceLength tokens of a sequence
 * @param stageSlowdown how many times as long kernels take on each pipeline rank: throttled or other chips; empty: all 1
 */
public record Job(Network network, int accelerators, int globalBatch, int sequenceLength, List<Double> stageSlowdown) {
    public Job {
        stageSlowdown = List.copyOf(stageSlowdown);
    }

    /** A job on chips that are all as fast. */
    public Job(Network network, int accelerators, int globalBatch, int sequenceLength) {
        this(network, accelerators, globalBatch, sequenceLength, List.of());
    }

    /** The same job with another batch. */
    public Job withBatch(int sequences) {
        return withBatch(sequences, sequenceLength);
    }

    /** The same job with another batch of sequences of another length. */
    public Job withBatch(int sequences, int length) {
        return new Job(network, accelerators, sequences, length, stageSlowdown);
    }

    /** The same job on other chips. */
    public Job withSlowdown(List<Double> stages) {
        return new Job(network, accelerators, globalBatch, sequenceLength, stages);
    }

    /** How many times as long kernels take on a pipeline rank. */
    double slowdown(int rank) {
        return stageSlowdown.isEmpty() ? 1 : stageSlowdown.get(rank);
    }
}
