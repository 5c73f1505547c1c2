package org.chokepoint.study;

import org.chokepoint.units.Figure;

/** A number of an answer as people read it, with the unit that its name tells. */
public final class Readout {
    private static final int DIGITS = 3;

    private Readout() {}

    /**
     * Text of a value.
     *
     * @param name its key in the answer, e.g. {@code step_seconds}
     */
    public static String of(String name, Object value) {
        if (value instanceof Number number) {
            boolean whole = value instanceof Integer || value instanceof Long;
            return number(name, number.doubleValue(), whole);
        }
        return value instanceof Enum<?> constant ? AnswerTree.word(constant) : String.valueOf(value);
    }

    /** Text of a place in an answer; in a breakdown the whole tells the unit. */
    public static String of(AnswerTree.Node node) {
        if (node.value().isEmpty()) {
            return "none";
        }
        String path = node.path();
        boolean part = path.contains(".breakdown.");
        String name = !part ? node.name() : path.startsWith("memory.") ? "bytes" : "seconds";
        return of(name, node.value().get());
    }

    private static String number(String name, double value, boolean whole) {
        if (name.startsWith("mfu") || name.startsWith("hfu") || name.endsWith("share") || name.endsWith("error")) {
            return Figure.percent(value, DIGITS);
        }
        if (name.startsWith("usd_per") || name.endsWith("usd")) {
            return Figure.usd(value, DIGITS);
        }
        if (name.contains("gpu_hours")) {
            return Figure.count(value, DIGITS) + " GPU-hours";
        }
        if (name.contains("watts")) {
            return Figure.scaled(value, DIGITS, "W");
        }
        if (name.contains("tokens_per_second")) {
            return Figure.count(value, DIGITS) + " tokens/s";
        }
        if (name.contains("flops") && name.contains("second")) {
            return Figure.scaled(value, DIGITS, "FLOP/s");
        }
        if (name.contains("flops")) {
            return Figure.scaled(value, DIGITS, "FLOP");
        }
        if (name.endsWith("seconds")) {
            return Figure.duration(value, DIGITS);
        }
        if (name.endsWith("bytes")) {
            return Figure.scaled(value, DIGITS, "B");
        }
        if (name.endsWith("joules")) {
            return Figure.scaled(value, DIGITS, "J");
        }
        return whole ? Figure.json(value) : Figure.count(value, DIGITS);
    }
}
