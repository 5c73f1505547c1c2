package org.chokepoint.serving;

import java.util.random.RandomGenerator;
import org.chokepoint.routing.Streams;

/** Random numbers by distribution, the same on every machine. */
final class Variates {
    private Variates() {}

    /** Exponential with mean 1, by inversion. */
    static double exponential(RandomGenerator random) {
        return -StrictMath.log(1 - Streams.even(random));
    }

    /** Normal with mean 0 and deviation 1: Box and Muller 1958. */
    static double normal(RandomGenerator random) {
        double radius = Math.sqrt(2 * exponential(random));
        return radius * StrictMath.cos(2 * Math.PI * Streams.even(random));
    }

    /**
     * Gamma with mean 1: Marsaglia and Tsang 2000, "A simple method for generating gamma variables", with their remark for shapes
     * below 1.
     *
     * @param shape 1 ÷ (coefficient of variation)²
     */
    static double gamma(RandomGenerator random, double shape) {
        if (shape < 1) {
            double larger = (shape + 1) * gamma(random, shape + 1);
            return larger * StrictMath.pow(1 - Streams.even(random), 1 / shape) / shape;
        }
        double d = shape - 1 / 3.0;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal(random);
            double root = 1 + c * x;
            double v = root * root * root;
            double u = 1 - Streams.even(random);
            if (v > 0 && StrictMath.log(u) < x * x / 2 + d * (1 - v + StrictMath.log(v))) {
                return d * v / shape;
            }
        }
    }
}
