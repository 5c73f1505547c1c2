package org.chokepoint.posttraining;

import org.chokepoint.catalog.Field;
import org.chokepoint.model.Precision;

/**
 * How one instance of the engine that generates is laid out.
 *
 * @param accelerators chips of an instance
 * @param tensorParallel ranks that split attention heads
 * @param expertParallel ranks that split the experts
 * @param weights format of the weights
 * @param cache format of the cache
 * @param draftTokens tokens that multi-token prediction drafts in an iteration
 * @param mostLive sequences that an instance has under way at most
 */
public record RolloutLayout(
        int accelerators,
        @Field(otherwise = "1") int tensorParallel,
        @Field(otherwise = "1") int expertParallel,
        Precision weights,
        Precision cache,
        @Field(otherwise = "0") int draftTokens,
        int mostLive) {
    public RolloutLayout {
        if (accelerators < 1 || accelerators % tensorParallel != 0 || draftTokens < 0 || mostLive < 1) {
            throw new IllegalArgumentException("an instance has whole tensor-parallel groups and room for a sequence.");
        }
    }
}
