package org.chokepoint.training.script;

import java.util.List;

/**
 * A variable as it stands at the end of a script.
 *
 * @param name name
 * @param words its value, split into words
 */
public record Definition(String name, List<Word> words) {
    public Definition {
        words = List.copyOf(words);
    }
}
