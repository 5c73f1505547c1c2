package org.chokepoint.training.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Reads the parts of a word: text, quotes, variables, arithmetic. */
final class Parts {
    private static final int DEEPEST = 12;

    private final Cursor cursor;
    private List<Part> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private Location start;
    private boolean literalQuoted;
    private Optional<String> unresolved = Optional.empty();
    private int depth;

    Parts(Cursor cursor) {
        this.cursor = cursor;
        this.start = cursor.at();
    }

    /** The parts up to the end of a word. */
    List<Part> word() {
        return read(" \t\n;&|()<>");
    }

    /** The parts up to a blank. */
    List<Part> listed() {
        return read(" \t\n");
    }

    private List<Part> read(String stops) {
        List<Part> outside = parts;
        parts = new ArrayList<>();
        while (!cursor.ends() && stops.indexOf(cursor.peek(0)) < 0) {
            Location at = cursor.at();
            char letter = cursor.peek(0);
            if (letter == '\'') {
                cursor.next();
                single(at);
            } else if (letter == '"') {
                cursor.next();
                twofold(at);
            } else if (letter == '\\') {
                cursor.next();
                escaped(at);
            } else if (letter == '$' || letter == '`') {
                expansion(false);
            } else {
                plain(at, false);
            }
        }
        flush();
        List<Part> read = parts;
        parts = outside;
        return read;
    }

    /** Takes the next letter as text. */
    private void plain(Location at, boolean quoted) {
        Optional<String> why = cursor.unresolved();
        if (literal.length() > 0 && (literalQuoted != quoted || !unresolved.equals(why))) {
            flush();
        }
        if (literal.length() == 0) {
            start = at;
            literalQuoted = quoted;
            unresolved = why;
        }
        char letter = cursor.next();
        literal.append(letter);
        if (letter == '\n') {
            flush();
        }
    }

    private void flush() {
        if (literal.length() > 0) {
            parts.add(new Part.Literal(literal.toString(), start, literalQuoted, unresolved));
            literal.setLength(0);
        }
    }

    private void escaped(Location at) {
        if (cursor.ends()) {
            return;
        }
        flush();
        if (cursor.peek(0) == '\n') {
            cursor.next();
        } else {
            plain(at, true);
            flush();
        }
    }

    private void single(Location opening) {
        flush();
        int before = parts.size();
        while (!cursor.ends() && cursor.peek(0) != '\'') {
            Location at = cursor.at();
            plain(at, true);
        }
        close('\'', opening, before);
    }

    private void twofold(Location opening) {
        flush();
        int before = parts.size();
        while (!cursor.ends() && cursor.peek(0) != '"') {
            Location at = cursor.at();
            char letter = cursor.peek(0);
            if (letter == '\\' && "\"\\$`\n".indexOf(cursor.peek(1)) >= 0 && cursor.peek(1) != '\0') {
                cursor.next();
                escaped(at);
            } else if (letter == '$' || letter == '`') {
                expansion(true);
            } else {
                plain(at, true);
            }
        }
        close('"', opening, before);
    }

    private void close(char quote, Location opening, int before) {
        if (cursor.ends()) {
            throw new Fault(opening, "the quote that opens here is not closed.", "a " + quote + " is missing.");
        }
        cursor.next();
        flush();
        if (parts.size() == before) {
            parts.add(new Part.Literal("", opening, true, Optional.empty())); // an empty word is a word
        }
    }

    private void expansion(boolean quoted) {
        Location at = cursor.at();
        char next = cursor.peek(1);
        if (cursor.peek(0) == '`') {
            cursor.next();
            opaque("`", cursor.balanced('\0', '`', at), "`", at, quoted);
        } else if (cursor.startsWith("$((")) {
            cursor.skip(3);
            sum(at, quoted);
        } else if (next == '(') {
            cursor.skip(2);
            opaque("$(", cursor.balanced('(', ')', at), ")", at, quoted);
        } else if (next == '{') {
            cursor.skip(2);
            braced(at, quoted);
        } else if (next == '\'' && !quoted) {
            cursor.skip(2);
            single(at);
        } else if (isName(next)) {
            cursor.next();
            reference(name(), false, Optional.empty(), at, quoted);
        } else if (next != '\0' && "@*#?$!-".indexOf(next) >= 0) {
            cursor.skip(2);
            reference(String.valueOf(next), next == '@', Optional.empty(), at, quoted);
        } else {
            plain(at, quoted);
        }
    }

    private void sum(Location at, boolean quoted) {
        String expression = cursor.balanced('(', ')', at);
        if (cursor.peek(0) == ')') {
            cursor.next();
            flush();
            parts.add(new Part.Sum(expression, at, quoted));
        } else {
            opaque("$((", expression, ")", at, quoted);
        }
    }

    /** Output of a command; a comment in backquotes is nothing. */
    private void opaque(String open, String inside, String close, Location at, boolean quoted) {
        flush();
        if (!inside.strip().startsWith("#")) {
            parts.add(new Part.Opaque(shown(open + inside + close), at, quoted));
        }
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 40 ? line.substring(0, 40) + "…" : line;
    }

    private void reference(String name, boolean all, Optional<List<Part>> otherwise, Location at, boolean quoted) {
        flush();
        parts.add(new Part.Reference(name, all, otherwise, at, quoted));
    }

    private static boolean isName(char letter) {
        return letter == '_' || letter < 128 && Character.isLetterOrDigit(letter);
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        boolean digit = Character.isDigit(cursor.peek(0));
        while (isName(cursor.peek(0)) && !(digit && name.length() == 1)) {
            name.append(cursor.next());
        }
        return name.toString();
    }

    private void braced(Location at, boolean quoted) {
        String name = name();
        if (cursor.startsWith("}")) {
            cursor.next();
            reference(name, false, Optional.empty(), at, quoted);
        } else if (cursor.startsWith("[@]}") || cursor.startsWith("[*]}")) {
            cursor.skip(4);
            reference(name, true, Optional.empty(), at, quoted);
        } else if (!name.isEmpty() && (cursor.startsWith(":-") || cursor.startsWith(":="))) {
            cursor.skip(2);
            otherwise(name, at, quoted);
        } else if (!name.isEmpty() && (cursor.startsWith("-") || cursor.startsWith("="))) {
            cursor.next();
            otherwise(name, at, quoted);
        } else {
            opaque("${" + name, cursor.balanced('{', '}', at), "}", at, quoted);
        }
    }

    private void otherwise(String name, Location at, boolean quoted) {
        if (++depth > DEEPEST) {
            throw new Fault(at, "defaults are nested deeper than " + DEEPEST + " levels.", "a bracket is not closed.");
        }
        flush();
        List<Part> otherwise = read("}");
        depth--;
        if (cursor.ends()) {
            throw new Fault(at, "the bracket that opens here is not closed.", "a '}' is missing.");
        }
        cursor.next();
        reference(name, false, Optional.of(otherwise), at, quoted);
    }
}
