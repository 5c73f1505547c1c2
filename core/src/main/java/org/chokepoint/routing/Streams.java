package org.chokepoint.routing;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Streams of random numbers, each known by a seed, a purpose and an index. */
public final class Streams {
    private static final String ALGORITHM = "L64X128MixRandom";
    private static final int BITS = 16;
    private static final int MASK = (1 << BITS) - 1;

    /** Four even numbers of 16 bits: their mean and standard deviation. */
    private static final double MEAN = 2.0 * MASK;

    private static final double DEVIATION = Math.sqrt(((1L << 2 * BITS) - 1) / 3.0);

    private Streams() {}

    /** A stream. */
    public static RandomGenerator of(long seed, String purpose, int index) {
        long key = (seed * 31 + purpose.hashCode()) * 0x9E3779B97F4A7C15L + index;
        return RandomGeneratorFactory.of(ALGORITHM).create(key);
    }

    /** Even from 0 to below 1. */
    public static double even(RandomGenerator random) {
        return (random.nextLong() >>> 11) * 0x1.0p-53;
    }

    /** A whole number from 0 to {@code bound} − 1. */
    public static int below(RandomGenerator random, int bound) {
        return (int) (bound * even(random));
    }

    /** About normal, with mean 0 and deviation 1: a sum of four even numbers, which ends at 3.5 deviations. */
    static double normal(RandomGenerator random) {
        long bits = random.nextLong();
        long sum = (bits & MASK) + (bits >>> BITS & MASK) + (bits >>> 2 * BITS & MASK) + (bits >>> 3 * BITS);
        return (sum - MEAN) / DEVIATION;
    }
}
