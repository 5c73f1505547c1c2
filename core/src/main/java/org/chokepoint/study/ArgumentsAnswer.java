package org.chokepoint.study;

import java.util.List;

/**
 * Arguments of a training stack.
 *
 * @param text the arguments, with what there is no argument for in comments
 * @param without fields of the strategy that stand in comments
 */
public record ArgumentsAnswer(String text, List<String> without) {
    public ArgumentsAnswer {
        without = List.copyOf(without);
    }
}
