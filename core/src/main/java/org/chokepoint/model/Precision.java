package org.chokepoint.model;

import java.util.Locale;

/** Number formats of tensor operands, with their storage in bytes per element (without block scales). */
public enum Precision {
    FP32(4),
    TF32(4),
    BF16(2),
    FP16(2),
    FP8(1),
    INT8(1),
    FP4(0.5);

    private final double bytes;

    Precision(double bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public double bytes() {
        return bytes;
    }

    /** Bit length, as export rules count it (TF32 operands are stored in 32 bits). */
    public int bits() {
        return (int) (bytes * 8);
    }

    /** Lower-case name as users and catalog files write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
