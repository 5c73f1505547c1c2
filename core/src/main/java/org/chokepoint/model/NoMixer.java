package org.chokepoint.model;

/** A layer without token mixing (pruned or hybrid networks). */
public record NoMixer() implements Mixer {
    @Override
    public void describe(Operators out, int hidden) {
        // nothing to do
    }

    @Override
    public double cacheBytes(double tokens, int tensorParallel, Storage format) {
        return 0;
    }

    @Override
    public int heads() {
        return 0;
    }

    @Override
    public String label() {
        return "none";
    }
}
