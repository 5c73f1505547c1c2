package org.chokepoint.catalog;

import java.math.BigDecimal;
import org.chokepoint.evidence.Fault;

/** Converts scalars to numbers and flags, strictly. */
final class Scalars {
    private Scalars() {}

    static long whole(Tree value, String key) {
        double number = number(value, key);
        if (number != Math.rint(number) || Math.abs(number) > 9e15) {
            throw wrong(value, key, "a whole number", "a decimal point is misplaced.");
        }
        return (long) number;
    }

    static int count(Tree value, String key) {
        long whole = whole(value, key);
        if (whole <= 0 || whole > Integer.MAX_VALUE) {
            throw wrong(value, key, "a positive whole number", "a digit or sign is wrong.");
        }
        return (int) whole;
    }

    static double number(Tree value, String key) {
        String text = value.text();
        if (value.quoted() || !text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?") || text.length() > 40) {
            throw wrong(value, key, "a finite number", "quotes or letters are to be removed.");
        }
        double number = new BigDecimal(text).doubleValue();
        if (Double.isInfinite(number)) {
            throw wrong(value, key, "a finite number", "the exponent is wrong.");
        }
        return number;
    }

    static boolean flag(Tree value, String key) {
        String text = value.text();
        if (!value.quoted() && text.equals("true")) {
            return true;
        }
        if (!value.quoted() && text.equals("false")) {
            return false;
        }
        throw wrong(value, key, "true or false", "you meant true.");
    }

    private static Fault wrong(Tree value, String key, String expected, String maybe) {
        return new Fault(value.at(), "'" + key + "' must be " + expected + ", found " + value.describe() + ".", maybe);
    }
}
