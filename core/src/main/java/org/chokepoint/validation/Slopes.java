package org.chokepoint.validation;

/**
 * Derivatives of predictions.
 *
 * @param at where they were taken
 * @param columns d ln(predicted) / d ln(value): by parameter, then by observation; zero where none was taken
 */
record Slopes(Point at, double[][] columns) {}
