package org.chokepoint.model;

import java.util.Locale;

/**
 * Number formats of tensor operands, with their storage in bytes per element. Operands of 8 bits and fewer carry scales: FP8 and
 * INT8 an FP32 for 128 elements (DeepSeek-V3 report, section 3.3.2), FP4 an FP8 for 16 (NVFP4).
 */
public enum Precision {
    FP32(4, 1, 0),
    TF32(4, 1, 0),
    BF16(2, 1, 0),
    FP16(2, 1, 0),
    FP8(1, 128, 4),
    INT8(1, 128, 4),
    FP4(0.5, 16, 1);

    private final double bytes;
    private final int block;
    private final double scaleBytes;

    Precision(double bytes, int block, double scaleBytes) {
        this.bytes = bytes;
        this.block = block;
        this.scaleBytes = scaleBytes;
    }

    /** Bytes of one element, without scales. */
    public double bytes() {
        return bytes;
    }

    /** Bytes of one element of an operand, with its part of the scale. */
    public double operandBytes() {
        return bytes + scaleBytes / block;
    }

    /** Elements that share a scale; 1 in formats without. */
    public int block() {
        return block;
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
