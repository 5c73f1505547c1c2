package org.chokepoint.validation;

/**
 * What the rank of expert parallelism that is timed has to do.
 *
 * @param rows routed to its experts
 * @param experts that get any
 */
record RoutedLoad(double rows, double experts) {
    /** Largest load of an expert that a skewed table draws, as a share of its tokens. */
    private static final double MOST = 0.8;

    /** Every expert gets as many rows as every other. */
    static RoutedLoad even(double tokens, double picks, double experts, double ranks) {
        double rows = tokens * picks / ranks;
        return new RoutedLoad(rows, Math.min(experts / ranks, Math.max(1, rows)));
    }

    /**
     * Loads of experts follow a power law between one row and most of the tokens; the heaviest rank is timed. It has the
     * heaviest expert, and mean ones beside it.
     *
     * @param exponent of the density of loads
     */
    static RoutedLoad powerLaw(double tokens, double picks, double experts, double ranks, double exponent) {
        boolean many = tokens * picks > experts;
        double low = many ? 1 : 0.01;
        double high = many ? Math.max(2, tokens * MOST) : 2;
        int n = (int) experts;
        double[] load = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            load[i] = quantile((i + 0.5) / n, low, high, exponent);
            sum += load[i];
        }
        double scale = tokens * picks / sum;
        double hit = 0;
        for (double each : load) {
            hit += Math.min(1, each * scale);
        }
        double own = experts / ranks;
        double mean = sum / n;
        double heaviest = ranks > 1 ? load[n - 1] + (own - 1) * mean : own * mean;
        return new RoutedLoad(Math.min(tokens * picks, heaviest * scale), Math.max(1, hit / ranks));
    }

    private static double quantile(double share, double low, double high, double exponent) {
        double power = 1 - exponent;
        double ends = StrictMath.pow(high, power) - StrictMath.pow(low, power);
        return StrictMath.pow(ends * share + StrictMath.pow(low, power), 1 / power);
    }
}
