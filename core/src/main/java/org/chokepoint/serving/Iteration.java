package org.chokepoint.serving;

/**
 * What an iteration carries for one group of ranks.
 *
 * @param decodes sequences that generate
 * @param cached tokens in the cache of each
 * @param promptTokens tokens of prompts
 * @param prompts prompts that they come from
 * @param past tokens of each prompt that were processed before
 */
public record Iteration(int decodes, double cached, int promptTokens, int prompts, double past) {
    /** An iteration in which sequences generate and no prompt is read. */
    static Iteration decode(int decodes, double cached) {
        return new Iteration(decodes, cached, 0, 0, 0);
    }

    /** The same with some tokens of prompts beside. */
    Iteration with(int tokens, int prompts, double past) {
        return new Iteration(decodes, cached, tokens, prompts, past);
    }
}
