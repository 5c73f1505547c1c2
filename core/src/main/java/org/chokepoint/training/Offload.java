package org.chokepoint.training;

/** What is kept in host memory between its uses. */
public enum Offload {
    /** Nothing. */
    NONE,
    /** What layers keep for their backward, copied out behind the forward and back ahead of the backward. */
    ACTIVATIONS,
    /** Master weights and moments, which the host updates. */
    OPTIMIZER
}
