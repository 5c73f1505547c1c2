package org.chokepoint.search;

/** What a search makes as small as it can, of a layout on given chips: grows with the length of the step. */
@FunctionalInterface
public interface Measure {
    /**
     * The measure of a step.
     *
     * @param seconds length of the step
     * @param watts mean power of a chip over it
     */
    double of(double seconds, double watts);
}
