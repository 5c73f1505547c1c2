package org.chokepoint.training;

/** What is kept in host memory between its uses. */
public enum Offload {
    NONE,
    ACTIVATIONS,
    OPTIMIZER
}
