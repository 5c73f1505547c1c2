package org.chokepoint.model;

/** Normalisation layers: how many parameter vectors each keeps. */
public enum Norm {
    /** Root-mean-square norm: a scale. */
    RMS(1),
    /** Layer norm: a scale and a bias. */
    LAYER(2),
    /** Layer norm without parameters (OLMo 1). */
    PLAIN(0);

    private final int vectors;

    Norm(int vectors) {
        this.vectors = vectors;
    }

    /** Parameters of a norm over {@code width} channels. */
    public long parameters(long width) {
        return vectors * width;
    }
}
