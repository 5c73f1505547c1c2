package org.chokepoint.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Formats in which weights and caches are stored, with the bits of their scales: FP8 in blocks of 128 with an FP32 (DeepSeek-V3 report,
 * section 3.3.2), NVFP4 in blocks of 16 with an FP8, MXFP4 in blocks of 32 with an 8-bit exponent (OCP MX specification 1.0,
 * section 5.2), INT4 in groups of 32 with a BF16 (Kimi K2 Thinking).
 */
public enum Storage {
    BF16(16),
    FP8(8.25),
    INT8(8.25),
    FP4(4.5),
    MXFP4(4.25),
    INT4(4.5);

    private final double bits;

    Storage(double bits) {
        this.bits = bits;
    }

    /** The format that a word begins with, as people write it: {@code bfloat16}, {@code fp8_block}, {@code nvfp4}, {@code 16-bit}. */
    public static Optional<Storage> named(String written) {
        String word = written.toLowerCase(Locale.ROOT);
        if (word.startsWith("bfloat16") || word.startsWith("fp16") || word.startsWith("16-bit")) {
            return Optional.of(BF16);
        }
        if (word.startsWith("nvfp4")) {
            return Optional.of(FP4);
        }
        return Arrays.stream(values())
                .filter(each -> word.startsWith(each.label()))
                .findFirst();
    }

    /** Bytes of one element with its part of the scale. */
    public double bytes() {
        return bits / 8;
    }

    /** Whether an element has 4 bits: checkpoints of mixtures store only their routed experts so. */
    public boolean four() {
        return bits < 8;
    }

    /** Lower-case name as users and catalog files write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
