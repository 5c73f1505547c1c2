package org.chokepoint.study;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Named;

/** Training stacks for which a strategy can be written. */
public enum Emission implements Named {
    /** Arguments of Megatron-LM. */
    MEGATRON("megatron"),
    /** Configuration file of torchtitan. */
    TORCHTITAN("torchtitan");

    private final String word;

    Emission(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Emission::word).toList();
    }

    /** The stack of that name. */
    public static Optional<Emission> named(String word) {
        return Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
    }
}
