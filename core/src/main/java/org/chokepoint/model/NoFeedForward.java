package org.chokepoint.model;

/** A layer without feed-forward (pruned or hybrid networks). */
public record NoFeedForward() implements FeedForward {
    @Override
    public void describe(Operators out, int hidden) {
        // nothing to do
    }

    @Override
    public int width() {
        return 0;
    }

    @Override
    public String label() {
        return "none";
    }
}
