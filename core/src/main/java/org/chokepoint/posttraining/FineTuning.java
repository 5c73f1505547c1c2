package org.chokepoint.posttraining;

import org.chokepoint.catalog.Field;
import org.chokepoint.units.Dimension;

/**
 * Supervised fine-tuning on samples that are packed into sequences.
 *
 * @param name what the stage is called
 * @param part part of the run
 * @param samples samples
 * @param meanTokens mean length of a sample
 * @param epochs times that each is trained on
 * @param sequenceLength tokens of a packed sequence
 * @param globalBatch packed sequences of an update
 */
public record FineTuning(
        String name,
        String part,
        @Field(unit = Dimension.COUNT) double samples,
        @Field(unit = Dimension.TOKENS) double meanTokens,
        int epochs,
        int sequenceLength,
        @Field(unit = Dimension.SEQUENCES) int globalBatch)
        implements RlStage {
    public FineTuning {
        if (!(samples >= 1 && meanTokens >= 1) || epochs < 1 || sequenceLength < 1 || globalBatch < 1) {
            throw new IllegalArgumentException("samples, tokens, epochs, sequences and batch are at least 1.");
        }
    }
}
