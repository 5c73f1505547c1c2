package org.chokepoint.routing;

/**
 * An algorithm that picks the experts of each token, with what it has learned of their loads so far. Not safe for use by several
 * threads at once.
 */
sealed interface Router permits AuxiliaryLoss, ExpertBias, ForcedBalance, NodeLimit, PlainTopK {
    /**
     * Picks different experts for a token.
     *
     * @param affinity what the gate says of each expert
     * @param topic what the token's sequence is about
     * @param picks as many experts as a token is sent to
     */
    void pick(double[] affinity, int topic, int[] picks);

    /**
     * Takes note of a step's loads, at its end.
     *
     * @param load rows of each expert over the mean, over the whole batch
     * @param topicLoad the same for the sequences of each topic
     */
    void learn(double[] load, double[][] topicLoad);

    /**
     * Whether tokens like one go to all experts in turn, so that the picks of that one are just an example. Else all tokens
     * like it are sent where it is.
     */
    default boolean deals() {
        return false;
    }
}
