package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.training.script.Word;

/**
 * An argument as a file gives it.
 *
 * @param argument which
 * @param at where its name stands
 * @param values words behind it
 */
record Given(Argument argument, Location at, List<Word> values) {
    Given {
        values = List.copyOf(values);
    }

    /** Name and values for messages. */
    String shown() {
        List<String> words = new ArrayList<>(List.of(argument.written()));
        values.forEach(value -> words.add(value.text()));
        return String.join(" ", words);
    }

    /** Texts of the values, each of which must be known. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Word value : values) {
            if (value.unresolved().isPresent()) {
                throw new Fault(
                        value.at(),
                        argument.written() + " needs " + value.unresolved().get() + ".",
                        "set it in the file, or give the command as the script runs it.");
            }
            texts.add(value.text());
        }
        return texts;
    }

    /** The one value. */
    String text() {
        return texts().get(0);
    }

    /** The value as a whole number that is not negative; blocks of digits may be set apart by underscores. */
    long number() {
        String text = text();
        if (!text.matches("\\d{1,3}(_\\d{3})+|\\d{1,15}")) {
            throw wrong("a whole number", "a digit or sign is a slip.");
        }
        return Long.parseLong(text.replace("_", ""));
    }

    /** The value as a whole number of ordinary size. */
    int whole() {
        long number = number();
        if (number > Integer.MAX_VALUE) {
            throw wrong("a whole number below 2^31", "a digit is too many.");
        }
        return (int) number;
    }

    /** The value as one of these words. */
    String word(List<String> words) {
        String text = text();
        if (!words.contains(text)) {
            throw wrong("one of " + String.join(", ", words), Nearest.remedy(text, words));
        }
        return text;
    }

    Fault wrong(String expected, String maybe) {
        String found = texts().isEmpty() ? "nothing" : "'" + String.join(" ", texts()) + "'";
        Location where = values.isEmpty() ? at : values.get(0).at();
        return new Fault(where, argument.written() + " must be " + expected + ", found " + found + ".", maybe);
    }

    /** A fault at this argument. */
    Fault fault(String what, String maybe) {
        return new Fault(at, what, maybe);
    }
}
