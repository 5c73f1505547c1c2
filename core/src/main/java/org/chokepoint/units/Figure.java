package org.chokepoint.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The one place where a double becomes text, so that every Java version prints the same bytes: the exact binary value,
 * rounded to a stated number of significant digits.
 */
public final class Figure {
    private static final String[] SCALES = {"", "k", "M", "G", "T", "P", "E", "Z", "Y"};

    private Figure() {}

    /** A JSON number with at most 15 significant digits; null for what is not finite. */
    public static String json(double value) {
        return json(value, 15);
    }

    /** A JSON number with at most so many significant digits; null for what is not finite. */
    public static String json(double value, int digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = rounded(value, digits).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent >= -6 && exponent < 17 ? rounded.toPlainString() : rounded.toString();
    }

    /** Plain decimals with {@code digits} significant digits and thousands separators: 2,664,000. */
    public static String plain(double value, int digits) {
        if (Double.isNaN(value)) {
            return "unknown";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        String text = rounded(Math.abs(value), digits).toPlainString();
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        String rest = point < 0 ? "" : text.substring(point);
        StringBuilder out = new StringBuilder(value < 0 ? "−" : "");
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                out.append(',');
            }
            out.append(whole.charAt(i));
        }
        return out.append(rest).toString();
    }

    /** Decimal prefix and unit: {@code scaled(3.35e12, 3, "B/s")} is "3.35 TB/s". */
    public static String scaled(double value, int digits, String unit) {
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
            return plain(value, digits) + " " + unit;
        }
        BigDecimal rounded = rounded(value, digits);
        int exponent = rounded.precision() - rounded.scale() - 1;
        int scale = Math.max(0, Math.min(SCALES.length - 1, Math.floorDiv(exponent, 3)));
        return plain(rounded.movePointLeft(3 * scale).doubleValue(), digits) + " " + SCALES[scale] + unit;
    }

    /** A count with the suffixes people use for tokens and parameters: 14.8T, 671B, 2.66M, 512. */
    public static String count(double value, int digits) {
        if (Math.abs(value) < 10_000) {
            return plain(value, digits);
        }
        return scaled(value, digits, "").replace(" ", "").replace("G", "B");
    }

    /** A duration in the unit that reads best, from µs to years. */
    public static String duration(double seconds, int digits) {
        double size = Math.abs(seconds);
        if (size == 0) {
            return "0 s";
        }
        if (size < 1e-3) {
            return plain(seconds * 1e6, digits) + " µs";
        }
        if (size < 1) {
            return plain(seconds * 1e3, digits) + " ms";
        }
        if (size < 120) {
            return plain(seconds, digits) + " s";
        }
        if (size < 7200) {
            return plain(seconds / 60, digits) + " min";
        }
        if (size < 172_800) {
            return plain(seconds / 3600, digits) + " hours";
        }
        return size < 3 * 365.25 * 86_400
                ? plain(seconds / 86_400, digits) + " days"
                : plain(seconds / (365.25 * 86_400), digits) + " years";
    }

    /** Dollars: $5.58M, $1.2B, $431. */
    public static String usd(double value, int digits) {
        return "$" + count(value, digits);
    }

    /** A share as a percentage with a given number of significant digits. */
    public static String percent(double share, int digits) {
        return plain(share * 100, digits) + " %";
    }

    private static BigDecimal rounded(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }
}
