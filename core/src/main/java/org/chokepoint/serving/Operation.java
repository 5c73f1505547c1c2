package org.chokepoint.serving;

import java.util.function.DoubleFunction;

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

    /**
     * What holds so many requests at once. Those of them that generate are found by halving; what is beyond the most waits.
     *
     * @param most sequences that generate at once at most
     * @param tolerance sequences to which their number is found
     * @param generating what is at work while so many sequences generate
     */
    static Operation holding(double concurrency, double most, double tolerance, DoubleFunction<Operation> generating) {
        double low = 0;
        double high = Math.min(concurrency, most);
        Operation operation = generating.apply(high);
        if (operation.concurrency() <= concurrency) {
            return operation.waiting(concurrency - operation.concurrency());
        }
        while (high - low > tolerance) {
            double middle = (low + high) / 2;
            operation = generating.apply(middle);
            if (operation.concurrency() < concurrency) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return operation;
    }

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
