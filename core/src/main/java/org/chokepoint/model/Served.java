package org.chokepoint.model;

/**
 * What a rank serves in one iteration of continuous batching: sequences that generate beside prompts, or parts of them.
 *
 * @param decodes sequences that generate
 * @param queries tokens of each that pass the model at once: 1, or more where drafts are verified
 * @param cached tokens in the cache of each, on average
 * @param promptTokens tokens of prompts
 * @param prompts prompts that these come from
 * @param promptPast tokens of each prompt that were processed before, on average
 * @param dataRanks groups of ranks, each with other sequences, whose tokens the same experts see
 * @param weights format of weights outside routed experts
 * @param expertWeights format of weights of routed experts
 * @param expertOperands format in which these are multiplied
 * @param cache format of keys and values
 * @param expertLoad rows of the busiest rank of experts over the mean
 */
public record Served(
        int decodes,
        int queries,
        double cached,
        int promptTokens,
        int prompts,
        double promptPast,
        int dataRanks,
        Storage weights,
        Storage expertWeights,
        Precision expertOperands,
        Storage cache,
        double expertLoad) {
    /** Nothing is served: a step of training. */
    public static final Served NOTHING =
            new Served(0, 0, 0, 0, 0, 0, 1, Storage.BF16, Storage.BF16, Precision.BF16, Storage.BF16, 1);

    /** Tokens of the sequences that generate. */
    public int decodeTokens() {
        return decodes * queries;
    }

    /** All tokens of the iteration. */
    public int tokens() {
        return decodeTokens() + promptTokens;
    }

    /** Tokens whose successor is asked for: all that generate, and the last of each prompt. */
    public int sampled() {
        return decodeTokens() + prompts;
    }

    /** Keys that a generating sequence's queries see, of at most {@code window}. */
    double decodeKeys(double window) {
        return Math.min(window, cached + queries);
    }

    /** Tokens of each prompt in this iteration. */
    double promptLength() {
        return prompts == 0 ? 0 : (double) promptTokens / prompts;
    }

    /** Tokens of a prompt that are known when the iteration ends, of at most {@code window}. */
    double promptEnd(double window) {
        return Math.min(window, promptPast + promptLength());
    }

    /** Keys that a prompt's tokens see on average, each itself and those before it, of at most {@code window}. */
    double promptKeys(double window) {
        double from = promptPast;
        double to = promptPast + promptLength();
        if (to <= window) {
            return (from + to) / 2;
        }
        double rising = Math.max(0, window - from);
        return (rising * (from + window) / 2 + (to - Math.max(from, window)) * window) / (to - from);
    }
}
