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
        shape.describe(out, hidden, sequence / 2, sequence);
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
    public double cacheBytesPerToken() {
        return 2.0 * shape.keyValueHeads() * (shape.keyDim() + (shape.keyEqualsValue() ? 0 : shape.valueDim()));
    }

    @Override
    public String label() {
        return "full attention";
    }
}
