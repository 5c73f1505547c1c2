package org.chokepoint.training;

/**
 * Memory of the fullest rank in bytes.
 *
 * @param stage pipeline rank that holds most
 * @param weights parameters in the formats that products read
 * @param gradients gradient buffers
 * @param optimizer master weights and moments, where host memory does not hold them
 * @param activations what micro-batches in flight keep for their backward
 * @param working largest tensors that live only inside a layer
 * @param allocated sum of the above: what the framework's allocator hands out at its peak
 * @param reserved what the allocator takes from the driver for it
 * @param device the same with driver context and communicators, as {@code nvidia-smi} shows it
 * @param host what is kept in host memory instead, of this rank
 */
public record MemoryPlan(
        int stage,
        double weights,
        double gradients,
        double optimizer,
        double activations,
        double working,
        double allocated,
        double reserved,
        double device,
        double host) {}
