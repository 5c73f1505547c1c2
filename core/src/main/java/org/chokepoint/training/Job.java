package org.chokepoint.training;

import org.chokepoint.model.Network;

/**
 * One step to be done: a network on a number of chips with a batch.
 *
 * @param network model
 * @param accelerators chips
 * @param globalBatch sequences of a step
 * @param sequenceLength tokens of a sequence
 */
public record Job(Network network, int accelerators, int globalBatch, int sequenceLength) {
    /** The same job with another batch. */
    public Job withBatch(int sequences) {
        return new Job(network, accelerators, sequences, sequenceLength);
    }
}
