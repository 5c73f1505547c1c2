package org.chokepoint.posttraining;

import org.chokepoint.serving.IterationTime;

/**
 * Passing whole sequences through a model once, as prompts of an engine: what the reference, a reward model and prompts take.
 *
 * @param time seconds of an iteration of an instance
 * @param passTokens tokens that an instance takes in at once
 */
record ForwardPass(IterationTime time, int passTokens) {
    /**
     * Seconds of an instance.
     *
     * @param tokens tokens in all
     * @param pairLength length of equal sequences that have as many query-key pairs
     */
    double seconds(double tokens, double pairLength) {
        if (tokens <= 0) {
            return 0;
        }
        double passes = Math.max(1, tokens / passTokens);
        int each = (int) Math.max(1, Math.ceil(tokens / passes));
        return passes * time.seconds(0, 0, each, each * (pairLength + 1) / 2);
    }
}
