package org.chokepoint.posttraining;

import org.chokepoint.catalog.Field;
import org.chokepoint.units.Dimension;

/**
 * Samples generated for fine-tuning, of which some are kept (rejection sampling).
 *
 * @param name what the stage is called
 * @param part part of the run
 * @param kept samples that are kept
 * @param promptTokens mean length of a prompt
 * @param meanOutput mean length of an output
 * @param longestOutput length at which an output is cut
 */
public record Generation(
        String name,
        String part,
        @Field(unit = Dimension.COUNT) double kept,
        @Field(unit = Dimension.TOKENS) double promptTokens,
        @Field(unit = Dimension.TOKENS) double meanOutput,
        int longestOutput)
        implements RlStage {
    public Generation {
        if (!(kept >= 1 && meanOutput >= 1 && meanOutput <= longestOutput)) {
            throw new IllegalArgumentException("mean_output lies between 1 and longest_output.");
        }
    }
}
