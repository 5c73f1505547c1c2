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
public record Iteration(int decodes, double cached, int promptTokens, int prompts, double past) {}
