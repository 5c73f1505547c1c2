package org.chokepoint.model;

/** What each token passes through on its own in a layer. */
public sealed interface FeedForward permits Dense, MixtureOfExperts, NoFeedForward {
    /**
     * Adds the operators and exchanges of one rank.
     *
     * @param hidden width of the residual stream
     */
    void describe(Operators out, int hidden);

    /** Width that tensor parallelism splits; 0 where there is nothing to split. */
    int width();

    /** Name for tables. */
    String label();
}
