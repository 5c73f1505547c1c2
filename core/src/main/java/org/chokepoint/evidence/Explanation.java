package org.chokepoint.evidence;

import java.util.List;

/**
 * How a number came about: a tree from the number over its formula and inputs to sources.
 *
 * @param path path of the number in the JSON answer, or name of the input
 * @param value the number with its unit, as text
 * @param meaning what it is
 * @param formula how it follows from the inputs; empty for an input
 * @param source where the formula or the input comes from; empty where the formula says it all
 * @param inputs what it was computed from
 */
public record Explanation(
        String path, String value, String meaning, String formula, String source, List<Explanation> inputs) {
    public Explanation {
        inputs = List.copyOf(inputs);
    }
}
