package org.chokepoint.validation;

import java.util.Arrays;

/** Quantiles of a sample, linear between its order statistics. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * A quantile.
     *
     * @param share 0 to 1
     * @return not a number for an empty sample
     */
    public static double of(double[] sample, double share) {
        if (sample.length == 0) {
            return Double.NaN;
        }
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    public static double median(double[] sample) {
        return of(sample, 0.5);
    }
}
