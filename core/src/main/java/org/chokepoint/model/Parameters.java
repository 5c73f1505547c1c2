package org.chokepoint.model;

/**
 * Parameter counts. Multi-token prediction modules and vision towers are in none but {@code nextToken}.
 *
 * @param total all parameters of the language model
 * @param active those that one token uses, embedding and head included
 * @param embedding token and position tables
 * @param headMatrix output head, shared with the embedding where tied
 * @param routed routed experts
 * @param nextToken multi-token prediction modules without the shared embedding and head
 */
public record Parameters(
        double total, double active, double embedding, double headMatrix, double routed, double nextToken) {}
