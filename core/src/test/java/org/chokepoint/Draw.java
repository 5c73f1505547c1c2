package org.chokepoint;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded random choices for property tests: a case is known by the test's name and a number, and can be run again. */
public final class Draw {
    private final RandomGenerator random;

    /**
     * @param purpose name of the property
     * @param index number of the case
     */
    public Draw(String purpose, int index) {
        long seed = purpose.hashCode() * 0x9E3779B97F4A7C15L + index;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** One of a list. */
    public <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of these. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** A whole number, both ends included. */
    public int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    /** A power of two up to {@code most}. */
    public int power(int most) {
        return 1 << random.nextInt(32 - Integer.numberOfLeadingZeros(most));
    }

    /** A number whose logarithm is even between those of the ends. */
    public double spread(double low, double high) {
        return low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low));
    }

    /** True with a probability. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
