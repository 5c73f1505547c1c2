package org.chokepoint.serving;

/**
 * What a request has to meet to count as good.
 *
 * @param firstTokenSeconds most TTFT; infinite: no limit
 * @param outputTokenSeconds most TPOT; infinite: no limit; answers of one token meet it
 */
public record ServiceLevel(double firstTokenSeconds, double outputTokenSeconds) {
    /** No limits. */
    public static final ServiceLevel ANY = new ServiceLevel(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    public ServiceLevel {
        if (!(firstTokenSeconds > 0) || !(outputTokenSeconds > 0)) {
            throw new IllegalArgumentException("limits are above 0");
        }
    }

    boolean met(ServedRequests served, int number) {
        return served.firstTokenSeconds(number) <= firstTokenSeconds
                && (served.output(number) == 1 || served.outputTokenSeconds(number) <= outputTokenSeconds);
    }
}
