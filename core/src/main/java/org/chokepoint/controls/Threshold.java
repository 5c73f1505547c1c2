package org.chokepoint.controls;

/**
 * A line that a rule draws.
 *
 * @param name name in the rule
 * @param value in the inside unit of what is compared with it
 * @param text as written
 */
public record Threshold(String name, double value, String text) {}
