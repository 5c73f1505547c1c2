package org.chokepoint.posttraining;

import org.chokepoint.catalog.Field;
import org.chokepoint.model.Storage;

/**
 * How one instance of the engine that generates is laid out.
 *
 * @param accelerators chips of an instance
 * @param tensorParallel ranks that split attention heads
 * @param expertParallel ranks that split the experts
 * @param weights format of the weights
 * @param cache format of the cache
 * @param draftTokens tokens that multi-token prediction drafts in an iteration
 * @param twoBatchOverlap whether halves of a batch take turns, one computing while the other communicates
 * @param mostLive sequences that an instance has under way at most
 */
public record RolloutLayout(
        int accelerators,
        @Field(otherwise = "1") int tensorParallel,
        @Field(otherwise = "1") int expertParallel,
        Storage weights,
        Storage cache,
        @Field(otherwise = "0") int draftTokens,
        @Field(otherwise = "false") boolean twoBatchOverlap,
        int mostLive) {
    public RolloutLayout {
        if (accelerators < 1 || accelerators % tensorParallel != 0 || draftTokens < 0 || mostLive < 1) {
            throw new IllegalArgumentException("an instance has whole tensor-parallel groups and room for a sequence.");
        }
    }
}
