package org.chokepoint.training.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Location;

/**
 * A stretch of an expanded word that stands in one piece in the file.
 *
 * @param text text; a line feed stands only at the end
 * @param at where it begins
 * @param quoted whether it is not split at blanks
 * @param unresolved what in it only running the script would tell
 */
record Run(String text, Location at, boolean quoted, Optional<String> unresolved) {
    /** Stands between the elements of an array. */
    static final Run BETWEEN = new Run(" ", Location.of(""), false, Optional.empty());

    /** The same in quotes or out of them; what stands for something unresolved stays in one piece. */
    Run quoted(boolean how) {
        boolean solid = quoted && unresolved.isPresent();
        return equals(BETWEEN) ? this : new Run(text, at, how || solid, unresolved);
    }

    private Location at(int letter) {
        return new Location(at.file(), at.line(), at.column() + letter);
    }

    /** Splits runs into words at unquoted blanks. */
    static List<Word> words(List<Run> runs) {
        List<Word> words = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        Location start = null;
        Optional<String> unresolved = Optional.empty();
        for (Run run : runs) {
            if (run.quoted && start == null) {
                start = run.at;
            }
            for (int i = 0; i < run.text.length(); i++) {
                char letter = run.text.charAt(i);
                if (!run.quoted && isBlank(letter)) {
                    if (start != null) {
                        words.add(new Word(text.toString(), start, unresolved));
                    }
                    text.setLength(0);
                    start = null;
                    unresolved = Optional.empty();
                    continue;
                }
                start = start == null ? run.at(i) : start;
                unresolved = unresolved.isPresent() ? unresolved : run.unresolved;
                text.append(letter);
            }
        }
        if (start != null) {
            words.add(new Word(text.toString(), start, unresolved));
        }
        return words;
    }

    private static boolean isBlank(char letter) {
        return letter == ' ' || letter == '\t' || letter == '\n';
    }

    /** The text of all runs. */
    static String text(List<Run> runs) {
        StringBuilder text = new StringBuilder();
        runs.forEach(run -> text.append(run.text));
        return text.toString();
    }
}
