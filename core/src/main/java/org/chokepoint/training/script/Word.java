package org.chokepoint.training.script;

import java.util.Optional;
import org.chokepoint.evidence.Location;

/**
 * A word of a command.
 *
 * @param text text, in which unresolved parts stand as written
 * @param at where it begins
 * @param unresolved what in it only running the script would tell: "$TP, which the file does not set"
 */
public record Word(String text, Location at, Optional<String> unresolved) {
    /** A word that is all known. */
    public static Word of(String text, Location at) {
        return new Word(text, at, Optional.empty());
    }

    /** Whether it names an option: {@code --name} or {@code --name=value}. */
    public boolean isOption() {
        return text.startsWith("--") && text.length() > 2;
    }

    /** Name of an option, without dashes and value; underscores count as dashes. */
    public String option() {
        int end = text.indexOf('=');
        return text.substring(2, end < 0 ? text.length() : end).replace('_', '-');
    }

    /** The part from a letter on. */
    public Word from(int start) {
        Location there = new Location(at.file(), at.line(), at.column() + start);
        return new Word(text.substring(start), there, unresolved);
    }
}
