package org.chokepoint.training.megatron;

/** What is known of an argument that {@link Argument} does not list. */
enum Standing {
    /** Changes neither time nor memory of a step, or not here: the model, for one, comes from the question. */
    IDLE,
    /** Changes time or memory, and nothing here has a place for it. */
    NOT_MODELLED,
    /** Nothing is known of it. */
    UNKNOWN
}
