package org.chokepoint.training.timeline;

/** What a rank's compute stream does at a turn of its schedule. */
public enum Turn {
    /** Forward of a micro-batch through a chunk. */
    FORWARD("F"),
    /**
     * Backward: input gradient and weight gradient as one. It releases its input gradient when it ends, since frameworks hand a
     * chunk's gradient on when the whole chunk has run backwards.
     */
    BACKWARD("B"),
    /** Input gradient alone; released at its end. */
    INPUT_GRADIENT("I"),
    /** Weight gradient alone, of a micro-batch whose input gradient ran earlier. */
    WEIGHT_GRADIENT("W"),
    /**
     * A forward and a backward of different micro-batches that run through each other. The forward may be through before the end;
     * the input gradient is released at the end.
     */
    PAIR("F&B");

    private static final Turn[] ALL = values();

    private final String mark;

    Turn(String mark) {
        this.mark = mark;
    }

    /** How pictures mark it. */
    public String mark() {
        return mark;
    }

    /** Whether a micro-batch passes its place forwards. */
    boolean forwards() {
        return this == FORWARD || this == PAIR;
    }

    /** Whether a micro-batch's input gradient is computed, and handed on at the end. */
    boolean backwards() {
        return this == BACKWARD || this == INPUT_GRADIENT || this == PAIR;
    }

    /** Whether weight gradients are computed. */
    boolean weighs() {
        return this == BACKWARD || this == WEIGHT_GRADIENT || this == PAIR;
    }

    static Turn of(byte ordinal) {
        return ALL[ordinal];
    }
}
