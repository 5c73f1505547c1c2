package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.training.script.Word;

/**
 * An argument that no field answers to.
 *
 * @param standing what is known of it
 * @param name its name, or what stands where a name was expected
 * @param values words behind it
 */
record Listed(Standing standing, Word name, List<Word> values) {
    private static final int MOST_VALUES = 3;

    Listed {
        values = List.copyOf(values);
    }

    /** Name and first values. */
    String shown() {
        List<String> words = new ArrayList<>(List.of(name.text()));
        values.stream().limit(MOST_VALUES).map(Word::text).forEach(words::add);
        if (name.text().indexOf('=') >= 0) {
            words.subList(1, words.size()).clear();
        }
        return String.join(" ", words) + (values.size() > MOST_VALUES ? " …" : "");
    }
}
