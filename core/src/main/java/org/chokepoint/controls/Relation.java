package org.chokepoint.controls;

/** How a sum is compared with a threshold. */
public enum Relation {
    GE("≥"),
    GT(">"),
    LT("<"),
    LE("≤");

    private final String sign;

    Relation(String sign) {
        this.sign = sign;
    }

    /** Mathematical sign. */
    public String sign() {
        return sign;
    }

    private boolean holds(double value, double threshold) {
        switch (this) {
            case GE:
                return value >= threshold;
            case GT:
                return value > threshold;
            case LT:
                return value < threshold;
            default:
                return value <= threshold;
        }
    }

    /** Whether it holds for all of an interval, for none of it, or for a part. */
    Truth holds(Interval value, double threshold) {
        boolean low = holds(value.low(), threshold);
        boolean high = holds(value.high(), threshold);
        return low == high ? Truth.of(low) : Truth.UNKNOWN;
    }
}
