package org.chokepoint.training.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Cuts a script into words and operators. */
final class Lexer {
    static final String REDIRECTION = ">";
    static final String DIRECTIVE = "#";
    static final String LINE_END = "\n";

    private static final int LONGEST = 1 << 20;
    private static final String BATCH = "#SBATCH";

    private final Cursor cursor;
    private final Parts parts;
    private final List<Token> tokens = new ArrayList<>();
    private final List<String> hereDocuments = new ArrayList<>();

    Lexer(String file, String text) {
        this(List.of(new Run(plain(file, text), new Location(file, 1, 1), false, Optional.empty())));
    }

    /** For text that stands somewhere inside a script. */
    Lexer(List<Run> runs) {
        this.cursor = new Cursor(runs);
        this.parts = new Parts(cursor);
    }

    private static String plain(String file, String text) {
        if (text.length() > LONGEST) {
            throw new Fault(Location.of(file), "is longer than a launch script can be (1 MiB).", "it is another file.");
        }
        String lines = text.replace("\r\n", LINE_END);
        return lines.startsWith("\ufeff") ? lines.substring(1) : lines;
    }

    List<Token> tokens() {
        while (!cursor.ends()) {
            token();
        }
        tokens.add(new Token.Operator(LINE_END, cursor.at()));
        return tokens;
    }

    /** Words of a plain list: operators are letters. */
    List<Token.Raw> list() {
        List<Token.Raw> words = new ArrayList<>();
        while (!cursor.ends()) {
            char letter = cursor.peek(0);
            if (letter == ' ' || letter == '\t' || letter == '\n') {
                cursor.next();
            } else if (letter == '\\' && cursor.peek(1) == '\n') {
                cursor.skip(2);
            } else if (letter == '#') {
                cursor.line();
            } else {
                Location at = cursor.at();
                words.add(new Token.Raw(parts.listed(), at));
            }
        }
        return words;
    }

    private void token() {
        char letter = cursor.peek(0);
        if (letter == ' ' || letter == '\t') {
            cursor.next();
        } else if (letter == '\\' && cursor.peek(1) == '\n') {
            cursor.skip(2);
        } else if (letter == '\n') {
            lineEnd();
        } else if (letter == '#') {
            comment();
        } else if (cursor.startsWith(Condition.ARITHMETIC)) {
            arithmetic();
        } else if (";&|()<>".indexOf(letter) >= 0) {
            operator(letter);
        } else {
            word();
        }
    }

    private void lineEnd() {
        add(LINE_END);
        cursor.next();
        for (String delimiter : hereDocuments) {
            while (!cursor.ends() && !cursor.line().strip().equals(delimiter)) {
                skipLineEnd();
            }
        }
        hereDocuments.clear();
    }

    private void skipLineEnd() {
        if (!cursor.ends()) {
            cursor.next();
        }
    }

    private void comment() {
        if (cursor.startsWith(BATCH + " ") || cursor.startsWith(BATCH + "\t")) {
            add(DIRECTIVE);
            cursor.skip(BATCH.length());
        } else {
            cursor.line();
        }
    }

    private void add(String symbol) {
        tokens.add(new Token.Operator(symbol, cursor.at()));
    }

    /** {@code ((expression))}, a test of its own. */
    private void arithmetic() {
        Location at = cursor.at();
        cursor.skip(2);
        String expression = cursor.balanced('(', ')', at);
        if (cursor.peek(0) == ')') {
            cursor.next();
        }
        Optional<String> known = Optional.empty();
        tokens.add(new Token.Raw(List.of(new Part.Literal(Condition.ARITHMETIC, at, false, known)), at));
        tokens.add(new Token.Raw(List.of(new Part.Sum(expression, at, false)), at));
    }

    private void operator(char letter) {
        Location at = cursor.at();
        boolean redirects = letter == '<' || letter == '>' || letter == '&' && cursor.peek(1) == '>';
        if (redirects && cursor.peek(1) == '(') {
            cursor.skip(2); // process substitution
            cursor.balanced('(', ')', at);
            return;
        }
        if (cursor.startsWith("<<") && !cursor.startsWith("<<<")) {
            cursor.skip(2);
            hereDocument();
            return;
        }
        if (redirects) {
            add(REDIRECTION);
            while (!cursor.ends() && "<>&|".indexOf(cursor.peek(0)) >= 0) {
                cursor.next();
            }
            return;
        }
        boolean twice = cursor.peek(1) == letter && letter != '(' && letter != ')';
        tokens.add(new Token.Operator(String.valueOf(letter).repeat(twice ? 2 : 1), at));
        cursor.skip(twice ? 2 : 1);
    }

    private void hereDocument() {
        StringBuilder delimiter = new StringBuilder();
        while (!cursor.ends() && " \t-'\"\\".indexOf(cursor.peek(0)) >= 0) {
            cursor.next();
        }
        while (!cursor.ends() && (Character.isLetterOrDigit(cursor.peek(0)) || cursor.peek(0) == '_')) {
            delimiter.append(cursor.next());
        }
        while (!cursor.ends() && (cursor.peek(0) == '\'' || cursor.peek(0) == '"')) {
            cursor.next();
        }
        if (delimiter.length() > 0) {
            hereDocuments.add(delimiter.toString());
        }
    }

    private void word() {
        Location at = cursor.at();
        Token.Raw word = new Token.Raw(parts.word(), at);
        String plain = word.plain();
        char follows = cursor.peek(0);
        if (follows == '(' && plain.matches("[A-Za-z_]\\w*\\+?=")) {
            cursor.next();
            String name = plain.replaceFirst("\\+?=$", "");
            tokens.add(new Token.ArrayStart(name, plain.endsWith("+="), word.at()));
        } else if ((follows == '<' || follows == '>') && plain.matches("\\d+")) {
            return; // the number of a file that is redirected
        } else if (!word.parts().isEmpty()) {
            tokens.add(word);
        }
    }
}
