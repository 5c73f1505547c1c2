package org.chokepoint.serving;

/**
 * Speculative decoding, or multi-token prediction: an iteration checks drafts of each sequence and keeps those before the first
 * that is wrong. Its iterations take what {@link IterationTime} says of them, drafting included.
 *
 * @param drafts tokens that are drafted and checked in an iteration; 0: none
 * @param accepted mean number of them that are kept
 */
public record Speculation(int drafts, double accepted) {
    /** Plain decoding: a token in each iteration. */
    public static final Speculation NONE = new Speculation(0, 0);

    public Speculation {
        if (drafts < 0 || !(accepted >= 0) || accepted > drafts) {
            throw new IllegalArgumentException("from none to all of the drafts are accepted");
        }
    }

    /** Tokens that a sequence has checked in an iteration. */
    int checked() {
        return 1 + drafts;
    }

    /** Mean tokens that a sequence gains in an iteration. */
    double gained() {
        return 1 + accepted;
    }
}
