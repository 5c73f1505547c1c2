package org.chokepoint.model;

/**
 * Causal attention over the whole sequence.
 *
 * @param shape heads
 */
public record FullAttention(AttentionHeads shape) implements Mixer {
    @Override
    public void describe(Operators out, int hidden) {
        double sequence = out.shard().sequenceLength();
        shape.describe(out, hidden, sequence / 2, sequence, Double.POSITIVE_INFINITY);
    }

    @Override
    public double cacheBytes(double tokens, int tensorParallel, Storage format) {
        return tokens * shape.cacheBytes(tensorParallel, format);
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
        return "full attention";
    }
}
