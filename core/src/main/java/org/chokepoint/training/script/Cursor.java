package org.chokepoint.training.script;

import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** A place in a text, moving on letter by letter. The text may come from several places of a file. */
final class Cursor {
    private final List<Run> runs;
    private final String text;
    private int index;
    private int run;
    private int runEnd;
    private Location at;

    Cursor(List<Run> runs) {
        this.runs = List.copyOf(runs);
        this.text = Run.text(runs);
        this.at = Location.of("");
        enter(0);
    }

    private void enter(int next) {
        run = next;
        while (run < runs.size() && runs.get(run).text().isEmpty()) {
            run++;
        }
        if (run < runs.size()) {
            at = runs.get(run).at();
            runEnd = index + runs.get(run).text().length();
        }
    }

    boolean ends() {
        return index >= text.length();
    }

    /** The letter {@code ahead} letters on; 0 behind the end. */
    char peek(int ahead) {
        return index + ahead < text.length() ? text.charAt(index + ahead) : '\0';
    }

    boolean startsWith(String what) {
        return text.startsWith(what, index);
    }

    char next() {
        char letter = text.charAt(index++);
        boolean lineEnd = letter == '\n';
        at = new Location(at.file(), at.line() + (lineEnd ? 1 : 0), lineEnd ? 1 : at.column() + 1);
        if (index == runEnd) {
            enter(run + 1);
        }
        return letter;
    }

    void skip(int letters) {
        for (int i = 0; i < letters; i++) {
            next();
        }
    }

    /** The rest of the line, without its line feed. */
    String line() {
        int end = text.indexOf('\n', index);
        String rest = text.substring(index, end < 0 ? text.length() : end);
        skip(rest.length());
        return rest;
    }

    Location at() {
        return at;
    }

    /** Why it can't be told whether the text here stands there at all. */
    Optional<String> unresolved() {
        return run < runs.size() ? runs.get(run).unresolved() : Optional.empty();
    }

    /**
     * Reads up to the bracket that closes what was opened, and past it; quotes hide brackets.
     *
     * @param opening where that stands
     */
    String balanced(char open, char close, Location opening) {
        StringBuilder inside = new StringBuilder();
        int depth = 1;
        char quote = '\0';
        while (!ends()) {
            char letter = next();
            if (letter == '\\' && quote != '\'' && !ends()) {
                inside.append(letter).append(next());
                continue;
            }
            if (quote != '\0') {
                quote = letter == quote ? '\0' : quote;
            } else if (letter == '\'' || letter == '"') {
                quote = letter;
            } else if (letter == open) {
                depth++;
            } else if (letter == close && --depth == 0) {
                return inside.toString();
            }
            inside.append(letter);
        }
        throw new Fault(opening, "the bracket that opens here is not closed.", "a '" + close + "' is missing.");
    }
}
