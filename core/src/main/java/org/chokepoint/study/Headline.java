package org.chokepoint.study;

/**
 * An answer in sentences.
 *
 * @param answer the answer, with its 80 % band where it has one
 * @param flips what would change it most, or casts doubt on it
 * @param restsOn what it rests on
 */
public record Headline(String answer, String flips, String restsOn) {}
