package org.chokepoint.serving;

import java.util.Map;

/**
 * A kind of iteration in a steady state.
 *
 * @param what who runs it and what it carries
 * @param iteration what it carries for a group of ranks
 * @param seconds how long it takes
 * @param times how often it comes while a sequence answers; once for each prompt chunk where prompts are read apart
 * @param spent its seconds by what they are spent on
 */
public record IterationShare(
        String what, Iteration iteration, double seconds, double times, Map<TimeUse, Double> spent) {}
