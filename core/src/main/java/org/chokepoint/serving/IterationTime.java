package org.chokepoint.serving;

/** Seconds of one iteration of an engine that batches continuously: what it takes to pass all live tokens through the model once. */
public interface IterationTime {
    /**
     * Seconds of an iteration of one instance (all ranks of one copy of the model).
     *
     * @param decodes sequences that generate
     * @param cached tokens that the caches of those hold together
     * @param promptTokens tokens of prompts that are processed beside them; 0 if none
     * @param promptPairs query-key pairs of those: for each token of a prompt, the tokens before it and itself
     */
    double seconds(int decodes, double cached, int promptTokens, double promptPairs);
}
