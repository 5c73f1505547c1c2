package org.chokepoint.serving;

/**
 * An instance at work in its steady state.
 *
 * @param concurrency requests in it at once
 * @param ttftSeconds time to first token: from the request's arrival to its first token
 * @param tpotSeconds time per output token behind the first, on average over a request
 * @param requestsPerSecond requests answered
 * @param decoding sequences that generate at once, on average
 */
public record Operation(
        double concurrency, double ttftSeconds, double tpotSeconds, double requestsPerSecond, double decoding) {

    /** The same with so many more requests that wait for a place (Little's law). */
    Operation waiting(double requests) {
        return new Operation(
                concurrency + requests,
                ttftSeconds + requests / requestsPerSecond,
                tpotSeconds,
                requestsPerSecond,
                decoding);
    }

    /** Equal instances side by side. */
    Operation times(int instances) {
        return new Operation(
                concurrency * instances, ttftSeconds, tpotSeconds, requestsPerSecond * instances, decoding * instances);
    }
}
