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

    /**
     * Bytes that a rank keeps of a sequence to go on with it: keys and values, or a state of fixed size.
     *
     * @param tokens of the sequence
     * @param tensorParallel ranks that split the heads
     * @param format of keys and values; states stay in FP32
     */
    double cacheBytes(double tokens, int tensorParallel, Storage format);

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
