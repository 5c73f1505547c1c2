package org.chokepoint.units;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/**
 * Reads written quantities: a number, a space or none, and a unit. The only way from text to a value with a unit.
 */
public final class Quantity {
    private static final Pattern FORM =
            Pattern.compile("([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,3})?)\\s*(.*)", Pattern.DOTALL);
    private static final int LONGEST = 60;

    private Quantity() {}

    /**
     * A quantity that may not be negative.
     *
     * @param text as written, e.g. {@code 80 GiB}
     * @param dimension what is expected
     * @param name what it is, for messages
     * @param at where it stands
     * @return value in the inside unit of the dimension
     * @throws Fault if it is no such quantity
     */
    public static double parse(String text, Dimension dimension, String name, Location at) {
        String trimmed = text.strip();
        Matcher matcher = FORM.matcher(trimmed);
        if (trimmed.length() > LONGEST || !matcher.matches()) {
            throw wrong(text, dimension, name, at, "is not a quantity");
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String written = matcher.group(2).strip();
        if (number.signum() < 0) {
            throw new Fault(at, name + " (" + trimmed + ") must not be negative.", "the sign is a slip.");
        }
        double value =
                number.multiply(factor(written, dimension, name, trimmed, at)).doubleValue();
        if (Double.isInfinite(value)) {
            throw wrong(text, dimension, name, at, "is too large");
        }
        return value;
    }

    /** A quantity that must be above zero. */
    public static double positive(String text, Dimension dimension, String name, Location at) {
        double value = parse(text, dimension, name, at);
        if (value <= 0) {
            throw new Fault(
                    at,
                    name + " (" + text.strip() + ") must be above zero.",
                    "write it like " + dimension.example() + ".");
        }
        return value;
    }

    private static BigDecimal factor(String written, Dimension dimension, String name, String text, Location at) {
        if (written.isEmpty()) {
            if (dimension.countable()) {
                return BigDecimal.ONE;
            }
            String maybe = "write it like " + dimension.example() + ".";
            throw new Fault(at, name + " (" + text + ") has no unit; expected " + dimension.unit() + ".", maybe);
        }
        if (dimension.countable() && dimension != Dimension.RATIO) {
            Optional<BigDecimal> magnitude = magnitude(written, dimension);
            if (magnitude.isPresent()) {
                return magnitude.get();
            }
        }
        if (dimension == Dimension.MONEY || dimension == Dimension.HOURLY_PRICE) {
            Optional<BigDecimal> magnitude = magnitude(written, dimension);
            if (magnitude.isPresent()) {
                return magnitude.get();
            }
        }
        Optional<Unit> unit = Unit.of(written);
        if (unit.isEmpty()) {
            throw wrong(text, dimension, name, at, "has the unknown unit '" + written + "'");
        }
        if (unit.get().dimension() != dimension) {
            throw wrong(text, dimension, name, at, "has the wrong unit '" + written + "'");
        }
        return unit.get().factor();
    }

    /** Factor of "T", "T tokens" or "M USD"; empty for anything else. */
    private static Optional<BigDecimal> magnitude(String written, Dimension dimension) {
        String[] words = written.split("\\s+", -1);
        if (words.length == 1 && dimension.countable()) {
            return Unit.prefix(words[0]);
        }
        if (words.length != 2) {
            return Optional.empty();
        }
        Optional<Unit> unit = Unit.of(words[1]).filter(u -> u.dimension() == dimension);
        return unit.isEmpty()
                ? Optional.empty()
                : Unit.prefix(words[0]).map(unit.get().factor()::multiply);
    }

    private static Fault wrong(String text, Dimension dimension, String name, Location at, String how) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text.strip();
        return new Fault(
                at,
                name + " (" + shown + ") " + how + "; expected a quantity in " + dimension.unit() + ".",
                "write it like " + dimension.example() + ".");
    }
}
