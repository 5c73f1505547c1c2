package org.chokepoint.controls;

/**
 * Within what a value of 0 or more lies, ends included.
 *
 * @param low at least
 * @param high at most; infinite where nothing bounds it
 */
public record Interval(double low, double high) {
    /** Nothing is known. */
    public static final Interval UNKNOWN = new Interval(0, Double.POSITIVE_INFINITY);

    public Interval {
        if (!(low >= 0 && low <= high)) {
            throw new IllegalArgumentException(
                    "an interval begins at 0 or above and ends where it begins or above it.");
        }
    }

    /** A single value. */
    public static Interval of(double value) {
        return new Interval(value, value);
    }

    /** Whether it is a single value. */
    public boolean isExact() {
        return low == high;
    }

    Interval plus(Interval other) {
        return new Interval(low + other.low, high + other.high);
    }

    Interval times(double factor) {
        return factor == 0 ? of(0) : new Interval(low * factor, high * factor);
    }

    /** Quotients; nothing is known of one by an area that may be 0. */
    Interval over(Interval divisor) {
        double most =
                divisor.low == 0 || high == Double.POSITIVE_INFINITY ? Double.POSITIVE_INFINITY : high / divisor.low;
        return new Interval(divisor.high == Double.POSITIVE_INFINITY ? 0 : low / divisor.high, most);
    }
}
