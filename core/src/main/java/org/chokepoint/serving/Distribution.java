package org.chokepoint.serving;

import java.util.Arrays;

/**
 * How a quantity lies over requests; quantiles are linear between order statistics. Not numbers if there are none.
 *
 * @param mean mean
 * @param p50 median
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param most largest
 */
public record Distribution(double mean, double p50, double p95, double p99, double most) {
    /** Of a sample, which it sorts. */
    static Distribution of(double[] sample) {
        if (sample.length == 0) {
            return new Distribution(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        Arrays.sort(sample);
        double sum = 0;
        for (double each : sample) {
            sum += each;
        }
        return new Distribution(
                sum / sample.length,
                quantile(sample, 0.5),
                quantile(sample, 0.95),
                quantile(sample, 0.99),
                sample[sample.length - 1]);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
