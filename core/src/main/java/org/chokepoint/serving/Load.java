package org.chokepoint.serving;

/**
 * What users ask of an instance.
 *
 * @param inputTokens of a prompt, on average
 * @param outputTokens of an answer, on average
 * @param prefixHit part of a prompt that is cached from earlier requests: not computed again, but read
 */
public record Load(double inputTokens, double outputTokens, double prefixHit) {
    public Load {
        if (!(inputTokens >= 1 && outputTokens >= 1 && prefixHit >= 0 && prefixHit < 1)) {
            throw new IllegalArgumentException("prompts and answers have at least one token, and a hit is below 1.");
        }
    }

    /** Tokens of a prompt that are computed. */
    public double computed() {
        return Math.max(1, inputTokens * (1 - prefixHit));
    }

    /** Tokens in the cache of a sequence that generates, on average over its answer. */
    public double meanCached() {
        return inputTokens + outputTokens / 2;
    }
}
