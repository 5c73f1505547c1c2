package org.chokepoint.model;

/** What mixes information between tokens in a layer. */
public sealed interface Mixer
        permits CompressedAttention,
                FullAttention,
                IndexedSparseAttention,
                LatentAttention,
                LinearAttention,
                NoMixer,
                SlidingAttention,
                StateSpace {

    /**
     * Adds the operators and exchanges of one rank.
     *
     * @param hidden width of the residual stream
     */
    void describe(Operators out, int hidden);

    /** Heads that tensor parallelism splits; 0 where there is nothing to split. */
    int heads();

    /**
     * Heads that groups of others share (key-value heads, groups of a state space). Tensor parallelism splits them, or copies
     * each to the same number of ranks.
     */
    default int sharedHeads() {
        return heads();
    }

    /**
     * What ranks that split a sequence need of each other besides keys and values of each head, which only a ring passes on
     * here; empty if nothing.
     */
    default String exchanges() {
        return "";
    }

    /** Name for tables, e.g. {@code full attention}. */
    String label();
}
