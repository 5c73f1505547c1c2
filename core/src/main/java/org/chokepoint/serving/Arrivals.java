package org.chokepoint.serving;

import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.chokepoint.routing.Streams;

/** When requests come. Gaps at another rate and the same seed are the same gaps, stretched. */
public sealed interface Arrivals {
    /** Times from 0 s on, never falling. */
    double[] seconds(int count, long seed);

    /** Users of a closed loop; 0 if requests come at times of their own. */
    default int users() {
        return 0;
    }

    /**
     * A Poisson process: users that know nothing of each other.
     *
     * @param perSecond mean rate
     */
    record Poisson(double perSecond) implements Arrivals {
        public Poisson {
            positive(perSecond);
        }

        @Override
        public double[] seconds(int count, long seed) {
            return sum(count, seed, random -> Variates.exponential(random) / perSecond);
        }
    }

    /**
     * Gaps from a gamma distribution: burstier than a Poisson process above a variation of 1, steadier below it.
     *
     * @param perSecond mean rate
     * @param variation coefficient of variation of gaps: deviation over mean
     */
    record Gamma(double perSecond, double variation) implements Arrivals {
        public Gamma {
            positive(perSecond);
            positive(variation);
        }

        @Override
        public double[] seconds(int count, long seed) {
            double shape = 1 / (variation * variation);
            return sum(count, seed, random -> Variates.gamma(random, shape) / perSecond);
        }
    }

    /**
     * Equal gaps.
     *
     * @param perSecond rate
     */
    record Even(double perSecond) implements Arrivals {
        public Even {
            positive(perSecond);
        }

        @Override
        public double[] seconds(int count, long seed) {
            double[] seconds = new double[count];
            for (int i = 0; i < count; i++) {
                seconds[i] = i / perSecond;
            }
            return seconds;
        }
    }

    /** All at the begin: an offline batch. */
    record AtOnce() implements Arrivals {
        @Override
        public double[] seconds(int count, long seed) {
            return new double[count];
        }
    }

    /**
     * Each user sends the next request when the last is answered.
     *
     * @param users requests under way at any time, until none is left to send
     */
    record Closed(int users) implements Arrivals {
        public Closed {
            positive(users);
        }

        @Override
        public double[] seconds(int count, long seed) {
            return new double[count];
        }
    }

    private static double[] sum(int count, long seed, ToDoubleFunction<RandomGenerator> gap) {
        RandomGenerator random = Streams.of(seed, "arrivals", 0);
        double[] seconds = new double[count];
        double time = 0;
        for (int i = 0; i < count; i++) {
            time += gap.applyAsDouble(random);
            seconds[i] = time;
        }
        return seconds;
    }

    private static void positive(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("rates, variations and users are above 0");
        }
    }
}
