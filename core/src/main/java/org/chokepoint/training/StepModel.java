package org.chokepoint.training;

/** Time and memory of one optimizer step of a network on a machine. */
public interface StepModel {
    /**
     * Costs of a step.
     *
     * @param job chips, batch and sequence length
     * @param strategy layout without {@linkplain StrategyCheck problems}
     */
    StepCost step(Job job, Strategy strategy);
}
