package org.chokepoint.model;

/** A layer without token mixing (pruned or hybrid networks). */
public record NoMixer() implements Mixer {
    @Override
    public void describe(Operators out, int hidden) {
        // nothing to do
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
