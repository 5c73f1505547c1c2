package org.chokepoint.routing;

import java.util.random.RandomGenerator;

/**
 * Affinities of tokens for experts, as they drift. A logit is the mean + the popularity of the expert + its aptness for the topic of
 * the token's sequence + what the token has of its own. The first two are autoregressive processes in their stationary state; tokens
 * stay the same, so that loads change by drift and by routers, not by the luck of a draw.
 */
final class Affinities {
    /** Topics: few, as a sample of the many there are. */
    static final int TOPICS = 8;

    /** Tokens of a topic, as rows that an average expert gets from them. */
    private static final int ROWS = 4;

    /** Steps after which affinities are computed anew. */
    static final int BLOCK = 20;

    private final RouterConstants constants;
    private final Gate gate;
    private final double[] popularity;
    private final double[][] aptness;
    private final double[][] own;
    private final double[][] tokens;
    private final double[] common;
    private final RandomGenerator random;

    Affinities(int experts, int topK, Gate gate, RouterConstants constants, long seed) {
        this.constants = constants;
        this.gate = gate;
        this.popularity = new double[experts];
        this.aptness = new double[TOPICS][experts];
        this.common = new double[experts];
        int count = TOPICS * ((ROWS * experts + topK - 1) / topK);
        this.own = new double[count][experts];
        this.tokens = new double[count][experts];
        this.random = Streams.of(seed, "drift", 0);
        RandomGenerator draws = Streams.of(seed, "tokens", 0);
        for (double[] token : own) {
            for (int i = 0; i < experts; i++) {
                token[i] = StrictMath.exp(constants.tokenSpread().value() * Streams.normal(draws));
            }
        }
        renew(0, 1);
    }

    /** Drift of {@link #BLOCK} steps. */
    void drift() {
        double keep = StrictMath.exp(-BLOCK / constants.driftSteps().value());
        renew(keep, Math.sqrt(1 - keep * keep));
    }

    private void renew(double keep, double fresh) {
        renew(popularity, keep, fresh * constants.popularitySpread().value());
        for (int topic = 0; topic < TOPICS; topic++) {
            renew(aptness[topic], keep, fresh * constants.topicSpread().value());
            for (int i = 0; i < common.length; i++) {
                common[i] = StrictMath.exp(popularity[i]
                        + aptness[topic][i]
                        - constants.logitBelow().value());
            }
            for (int number = topic; number < tokens.length; number += TOPICS) {
                double[] token = tokens[number];
                for (int i = 0; i < common.length; i++) {
                    token[i] = own[number][i] * common[i];
                }
                gate.affinities(token, token);
            }
        }
    }

    private void renew(double[] process, double keep, double fresh) {
        for (int i = 0; i < process.length; i++) {
            process[i] = keep * process[i] + fresh * Streams.normal(random);
        }
    }

    /** Tokens; the same number of each topic. */
    int tokens() {
        return tokens.length;
    }

    /** What the sequence of a token is about. */
    int topic(int token) {
        return token % TOPICS;
    }

    /** Affinities of a token for each expert. */
    double[] of(int token) {
        return tokens[token];
    }
}
