package org.chokepoint.training.script;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Whole-number arithmetic of the shell: sums, products, comparisons, choices, brackets and variables. */
final class Arithmetic {
    private static final int DEEPEST = 40;
    private static final String BEYOND = "is more than sums, products and comparisons";
    private static final List<String> COMPARISONS = List.of("==", "!=", "<=", ">=", "<", ">");

    /** Ends the reading of an expression that has no value. */
    private static final class NoValue extends Exception {
        private static final long serialVersionUID = 1L;

        NoValue(String why) {
            super(why, null, false, false);
        }
    }

    private final String text;
    private final Function<String, Optional<Long>> variables;
    private int index;
    private int depth;
    private String obstacle = "";

    Arithmetic(String text, Function<String, Optional<Long>> variables) {
        this.text = text;
        this.variables = variables;
    }

    /** The value; empty where a variable is not known or the form is another. */
    Optional<Long> value() {
        try {
            long value = choice();
            blanks();
            if (index < text.length()) {
                throw new NoValue(BEYOND);
            }
            return Optional.of(value);
        } catch (NoValue | ArithmeticException e) {
            obstacle = e instanceof NoValue ? e.getMessage() : "is too large";
            return Optional.empty();
        }
    }

    /** Why there is no value, as the end of a sentence that begins with "which". */
    String obstacle() {
        return obstacle;
    }

    /** {@code a ? b : c}, or what stands alone. */
    private long choice() throws NoValue {
        if (++depth > DEEPEST) {
            throw new NoValue("has too many brackets");
        }
        long value = either();
        if (accept("?")) {
            long yes = choice();
            expect(":");
            long no = choice();
            value = value != 0 ? yes : no;
        }
        depth--;
        return value;
    }

    private long either() throws NoValue {
        long value = both();
        while (accept("||")) {
            boolean other = both() != 0;
            value = value != 0 || other ? 1 : 0;
        }
        return value;
    }

    private long both() throws NoValue {
        long value = compared();
        while (accept("&&")) {
            boolean other = compared() != 0;
            value = value != 0 && other ? 1 : 0;
        }
        return value;
    }

    private long compared() throws NoValue {
        long left = sum();
        for (String how : COMPARISONS) {
            if (accept(how)) {
                int order = Long.compare(left, sum());
                boolean equal = how.contains("=") && order == 0;
                boolean holds = how.equals("!=")
                        ? order != 0
                        : equal || how.startsWith("<") && order < 0 || how.startsWith(">") && order > 0;
                return holds ? 1 : 0;
            }
        }
        return left;
    }

    private long sum() throws NoValue {
        long value = product();
        while (true) {
            if (accept("+")) {
                value = Math.addExact(value, product());
            } else if (accept("-")) {
                value = Math.subtractExact(value, product());
            } else {
                return value;
            }
        }
    }

    private long product() throws NoValue {
        long value = factor();
        while (true) {
            if (accept("**")) {
                throw new NoValue(BEYOND);
            }
            if (accept("*")) {
                value = Math.multiplyExact(value, factor());
            } else if (accept("/")) {
                value /= divisor();
            } else if (accept("%")) {
                value %= divisor();
            } else {
                return value;
            }
        }
    }

    private long divisor() throws NoValue {
        long divisor = factor();
        if (divisor == 0) {
            throw new NoValue("divides by zero");
        }
        return divisor;
    }

    private long factor() throws NoValue {
        if (accept("(")) {
            return closed(")");
        }
        boolean negative = accept("-");
        long size = size();
        return negative ? -size : size;
    }

    private long closed(String bracket) throws NoValue {
        long value = choice();
        expect(bracket);
        return value;
    }

    private void expect(String sign) throws NoValue {
        if (!accept(sign)) {
            throw new NoValue(BEYOND);
        }
    }

    private long size() throws NoValue {
        if (accept("$((")) {
            return closed("))");
        }
        accept("$");
        boolean braced = accept("{");
        int from = index;
        while (index < text.length() && (Character.isLetterOrDigit(text.charAt(index)) || text.charAt(index) == '_')) {
            index++;
        }
        String word = text.substring(from, index);
        if (word.isEmpty() || braced && !accept("}")) {
            throw new NoValue(BEYOND);
        }
        if (word.matches("[0-9]{1,18}")) {
            return Long.parseLong(word);
        }
        Optional<Long> value = variables.apply(word);
        if (value.isEmpty()) {
            throw new NoValue("needs $" + word + " as a whole number");
        }
        return value.get();
    }

    private void blanks() {
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
    }

    private boolean accept(String sign) {
        blanks();
        if (text.startsWith(sign, index)) {
            index += sign.length();
            return true;
        }
        return false;
    }
}
