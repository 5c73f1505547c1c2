package org.chokepoint.serving;

import java.util.List;

/**
 * Speculative decoding: drafts that one pass of the model verifies.
 *
 * @param drafts tokens guessed ahead in each iteration; 0: none
 * @param tokens that an iteration yields on average, the model's own with them
 * @param modules whether drafts come from the model's multi-token prediction module, which runs once for each
 */
public record Speculation(int drafts, double tokens, boolean modules) {
    /** One token for each iteration. */
    public static final Speculation NONE = new Speculation(0, 1, false);

    public Speculation {
        if (drafts < 0 || !(tokens >= 1 && tokens <= drafts + 1)) {
            throw new IllegalArgumentException(
                    "an iteration yields at least one token, and at most one more than drafts.");
        }
    }

    /**
     * Drafts each accepted if the one before it was: 1 + Σ Π acceptance (Leviathan et al. 2023, arXiv:2211.17192, section 3.1, for equal
     * ones).
     *
     * @param acceptance of the first draft, the second …
     */
    public static Speculation of(List<Double> acceptance, boolean modules) {
        double tokens = 1;
        double all = 1;
        for (double each : acceptance) {
            all *= each;
            tokens += all;
        }
        return new Speculation(acceptance.size(), tokens, modules);
    }

    /** Tokens of a sequence that pass the model at once. */
    int queries() {
        return 1 + drafts;
    }
}
