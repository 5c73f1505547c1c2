package org.chokepoint.posttraining;

/** A stage of post-training. */
public sealed interface RlStage permits FineTuning, Generation, Reinforcement {
    /** What it is called. */
    String name();

    /** Part of the run whose hours are reported together. */
    String part();
}
