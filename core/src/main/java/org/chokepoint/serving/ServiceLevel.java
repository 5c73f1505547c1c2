package org.chokepoint.serving;

/**
 * What users are promised.
 *
 * @param ttftSeconds longest time to first token
 * @param tpotSeconds longest time per output token behind the first
 */
public record ServiceLevel(double ttftSeconds, double tpotSeconds) {
    /** Nothing is promised. */
    public static final ServiceLevel NONE = new ServiceLevel(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    public ServiceLevel {
        if (!(ttftSeconds > 0 && tpotSeconds > 0)) {
            throw new IllegalArgumentException("limits of time to first token and per output token are above zero.");
        }
    }

    /** Whether an instance keeps it. */
    public boolean kept(Operation operation) {
        return operation.ttftSeconds() <= ttftSeconds && operation.tpotSeconds() <= tpotSeconds;
    }

    /** Whether a request was served so; an answer of one token has no time per further one. */
    boolean met(ServedRequests served, int number) {
        return served.firstTokenSeconds(number) <= ttftSeconds
                && (served.output(number) == 1 || served.outputTokenSeconds(number) <= tpotSeconds);
    }

    /** How many times the worse of both limits is exceeded; at most 1 where both are kept. */
    public double exceeded(Operation operation) {
        return Math.max(operation.ttftSeconds() / ttftSeconds, operation.tpotSeconds() / tpotSeconds);
    }
}
