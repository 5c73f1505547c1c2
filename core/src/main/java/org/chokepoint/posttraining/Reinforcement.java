package org.chokepoint.posttraining;

import org.chokepoint.catalog.Field;
import org.chokepoint.units.Dimension;

/**
 * Reinforcement learning with groups of outputs for each question (GRPO).
 *
 * @param name what the stage is called
 * @param part part of the run
 * @param steps updates of the policy
 * @param stepsPublished whether their number is published
 * @param questions questions of an update
 * @param samples outputs for each question
 * @param rolloutOutputs outputs that are generated with one policy, before they are cut into updates
 * @param innerEpochs times that each output is trained on
 * @param promptTokens mean length of a prompt
 * @param meanOutput mean length of an output
 * @param longestOutput length at which an output is cut
 * @param referencePasses forward passes of the reference over each output
 * @param rewardModelShare share of the outputs that a reward model of the policy's size scores; rules score the others
 */
public record Reinforcement(
        String name,
        String part,
        int steps,
        @Field(otherwise = "true") boolean stepsPublished,
        int questions,
        int samples,
        int rolloutOutputs,
        @Field(otherwise = "1") int innerEpochs,
        @Field(unit = Dimension.TOKENS) double promptTokens,
        @Field(unit = Dimension.TOKENS) double meanOutput,
        int longestOutput,
        @Field(otherwise = "1") int referencePasses,
        @Field(otherwise = "0") double rewardModelShare)
        implements RlStage {
    public Reinforcement {
        if (steps < 1 || questions < 1 || samples < 1 || rolloutOutputs % (questions * samples) != 0) {
            throw new IllegalArgumentException("outputs of a rollout are a multiple of questions × samples.");
        }
        if (!(meanOutput >= 1 && meanOutput <= longestOutput && rewardModelShare <= 1)) {
            throw new IllegalArgumentException("mean_output lies between 1 and longest_output.");
        }
    }

    /** Outputs of an update. */
    public int updateOutputs() {
        return questions * samples;
    }

    /** Updates that follow one rollout. */
    public int updatesPerRollout() {
        return rolloutOutputs / updateOutputs() * innerEpochs;
    }
}
