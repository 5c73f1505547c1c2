package org.chokepoint.model;

/**
 * Forward floating point operations of one token; a training token takes three times as many (forward, input gradient,
 * weight gradient).
 *
 * @param causal attention counted as the causal half that is needed
 * @param full attention counted over the full square, as many papers do
 * @param nextToken multi-token prediction modules beside, attention causal
 */
public record TokenFlops(double causal, double full, double nextToken) {}
