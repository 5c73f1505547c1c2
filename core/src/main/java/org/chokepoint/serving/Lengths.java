package org.chokepoint.serving;

import java.util.random.RandomGenerator;
import org.chokepoint.routing.Streams;

/** How many tokens a prompt or an answer has. */
public sealed interface Lengths {
    /** Draws one, at least 1. */
    int tokens(RandomGenerator random);

    /**
     * All alike.
     *
     * @param tokens at least 1
     */
    record Fixed(int tokens) implements Lengths {
        public Fixed {
            range(tokens, tokens);
        }

        @Override
        public int tokens(RandomGenerator random) {
            return tokens;
        }
    }

    /**
     * Any length of a range alike often, as benchmark clients draw them.
     *
     * @param low shortest
     * @param high longest
     */
    record Uniform(int low, int high) implements Lengths {
        public Uniform {
            range(low, high);
        }

        @Override
        public int tokens(RandomGenerator random) {
            return low + Streams.below(random, high - low + 1);
        }
    }

    /**
     * Log-normal: many short ones and a long tail.
     *
     * @param mean mean, before it is cut off
     * @param variation deviation over mean, before it is cut off
     * @param most what longer ones are cut off at
     */
    record LogNormal(double mean, double variation, int most) implements Lengths {
        public LogNormal {
            if (!(mean >= 1) || !(variation >= 0) || most < 1) {
                throw new IllegalArgumentException("mean and longest are 1 at least, the variation 0");
            }
        }

        @Override
        public int tokens(RandomGenerator random) {
            double square = StrictMath.log(1 + variation * variation);
            double log = StrictMath.log(mean) - square / 2 + Math.sqrt(square) * Variates.normal(random);
            return (int) Math.max(1, Math.min(most, Math.rint(StrictMath.exp(log))));
        }
    }

    private static void range(int low, int high) {
        if (low < 1 || high < low || high == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("lengths are 1 at least, and the longest no less than the shortest");
        }
    }
}
