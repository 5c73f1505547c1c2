package org.chokepoint.model;

/**
 * Causal attention to the last {@code window} tokens, or within chunks of that length (Llama 4).
 *
 * @param shape heads
 * @param window tokens that a query can see, itself included
 * @param chunked whether the sequence is cut into chunks instead of sliding
 */
public record SlidingAttention(AttentionHeads shape, int window, boolean chunked) implements Mixer {
    @Override
    public void describe(Operators out, int hidden) {
        double sequence = out.shard().sequenceLength();
        double seen = Math.min(window, sequence);
        double needed = chunked ? seen / 2 : windowMean(sequence, seen);
        shape.describe(out, hidden, needed, seen, window);
    }

    @Override
    public double cacheBytes(double tokens, int tensorParallel, Storage format) {
        return Math.min(window, tokens) * shape.cacheBytes(tensorParallel, format);
    }

    /** Mean keys of a query: the first {@code seen} queries see a growing triangle, the others {@code seen} keys. */
    static double windowMean(double sequence, double seen) {
        return seen - seen * seen / (2 * sequence);
    }

    @Override
    public int heads() {
        return shape.queryHeads();
    }

    @Override
    public int sharedHeads() {
        return shape.keyValueHeads();
    }

    @Override
    public String label() {
        return (chunked ? "chunked attention " : "sliding attention ") + window;
    }
}
