package org.chokepoint.posttraining;

/** Standard normal deviates at evenly spaced shares, from the series of the normal integral (Abramowitz and Stegun, 26.2.11). */
final class Deviates {
    private static final double HALF_DENSITY = 1 / Math.sqrt(2 * Math.PI);

    /** Steps of Newton's method that reach the last bit from a neighbour. */
    private static final int MOST_STEPS = 60;

    private Deviates() {}

    /** Deviates at the middle of {@code n} equal shares, ascending: where each of {@code n} draws lies when they are sorted. */
    static double[] of(int n) {
        double[] deviates = new double[n];
        double z = 0;
        for (int i = (n + 1) / 2; i <= n; i++) {
            z = at((i - 0.5) / n, z);
            deviates[n - i] = -z;
            deviates[i - 1] = z;
        }
        return deviates;
    }

    /** The deviate below which a share of at least a half lies. */
    private static double at(double share, double start) {
        double z = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            double density = HALF_DENSITY * StrictMath.exp(-z * z / 2);
            double change = (share - 0.5 - density * series(z)) / density;
            // Newton overshoots where the density is small
            z = Math.max(0, z + Math.min(change, 0.5));
            if (Math.abs(change) < 1e-13) {
                break;
            }
        }
        return z;
    }

    /** z + z³/3 + z⁵/(3·5) + …, which times the density is the share between 0 and z. */
    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int k = 3; term > sum * 1e-17; k += 2) {
            term *= z * z / k;
            sum += term;
        }
        return sum;
    }
}
