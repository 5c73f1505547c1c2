package org.chokepoint.posttraining;

import java.util.Optional;

/**
 * What a stage takes.
 *
 * @param stage the stage
 * @param seconds wall time without interruptions
 * @param chipSeconds chip time by {@link RlPart}; the sum is that of all chips over the stage
 * @param updates updates of the weights
 * @param outputs outputs generated
 * @param generatedTokens tokens generated
 * @param trainedTokens tokens passed through updates
 * @param rollout one batch of outputs; absent where nothing is generated
 */
public record StageCost(
        RlStage stage,
        double seconds,
        double[] chipSeconds,
        double updates,
        double outputs,
        double generatedTokens,
        double trainedTokens,
        Optional<Rollout.Result> rollout) {
    /** Chip time of one part. */
    public double chipSeconds(RlPart part) {
        return chipSeconds[part.ordinal()];
    }

    /** Chip time of all parts. */
    public double allChipSeconds() {
        double sum = 0;
        for (double part : chipSeconds) {
            sum += part;
        }
        return sum;
    }
}
