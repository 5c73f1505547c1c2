package org.chokepoint.serving;

/**
 * How the cache of a prompt comes from an instance that worked on it to one that decodes. Transfers don't wait for each other.
 *
 * @param latencySeconds of each
 * @param secondsPerToken bytes of a token's keys and values over the rate
 */
public record CacheTransfer(double latencySeconds, double secondsPerToken) {
    public CacheTransfer {
        if (!(latencySeconds >= 0) || !(secondsPerToken >= 0)) {
            throw new IllegalArgumentException("a transfer takes no less than no time");
        }
    }

    /** Seconds for a prompt. */
    double seconds(int inputTokens) {
        return latencySeconds + inputTokens * secondsPerToken;
    }
}
