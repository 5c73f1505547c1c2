package org.chokepoint.controls;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether a condition holds and why: a node of the tree from a rule over paragraphs and predicates to inputs with their sources.
 *
 * @param holds whether it does
 * @param text the condition with its values
 * @param margin of a comparison: how far the value lies above the line (below: negative), as a share of the line
 * @param source where an input comes from, or the words of a paragraph; empty otherwise
 * @param below what it follows from
 */
public record Finding(Truth holds, String text, OptionalDouble margin, String source, List<Finding> below) {
    public Finding {
        below = List.copyOf(below);
    }
}
