package org.chokepoint.training.timeline;

/** Hears what goes on beside the turns of a step while it is executed. */
public interface Recorder {
    /** Hears nothing. */
    Recorder NONE = new Recorder() {};

    /** The host issues the kernels of a turn. */
    default void host(int rank, int turn, double start, double end) {}

    /**
     * What a turn made travels to another rank.
     *
     * @param to place that it travels to
     */
    default void send(int rank, int turn, int to, double start, double end) {}

    /**
     * Parameters are gathered.
     *
     * @param unit unit of the chunk in the order in which they run; −1 for all of them
     */
    default void gather(int rank, int chunk, int unit, double start, double end) {}

    /** Gradients are reduced. */
    default void reduce(int rank, int chunk, int unit, double start, double end) {}

    /** Behind its last turn a rank reduces gradients that nothing hides. */
    default void rest(int rank, double start, double end) {}

    /** The first or the last rank sums with the other what both hold. */
    default void tied(int rank, double start, double end) {}

    /** All ranks sum the gradients' norm. */
    default void norm(double start, double end) {}
}
