package org.chokepoint.validation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Precision;

/** Number formats of served weights, activations and caches, told apart by their scales. */
public enum ServedFormat {
    BF16(16),
    FP16(16),
    FP8(8),
    INT8(8),
    /** An FP8 scale for 16 elements. */
    NVFP4(4),
    /** An exponent for 32 elements. */
    MXFP4(4),
    /** A 16-bit scale for a group of elements. */
    INT4(4);

    private final int bits;

    ServedFormat(int bits) {
        this.bits = bits;
    }

    /** Bits of an element without its scale. */
    public int bits() {
        return bits;
    }

    /** The format that a word begins with: {@code bfloat16}, {@code fp8_block}, {@code 16-bit}. */
    static Optional<ServedFormat> named(String written) {
        String word = written.toLowerCase(Locale.ROOT);
        if (word.startsWith("bfloat16") || word.startsWith("16-bit")) {
            return Optional.of(BF16);
        }
        return Arrays.stream(values())
                .filter(each -> word.startsWith(each.name().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The 16-bit format of a chip. */
    static ServedFormat wide(Accelerator chip) {
        return chip.supports(Precision.BF16) || !chip.supports(Precision.FP16) ? BF16 : FP16;
    }

    /**
     * Format of the activations that products with such weights take, where a source says nothing of it: their own if the chip
     * multiplies in it, else 16 bits. INT4 weights are widened to 16 bits everywhere. Empty where engines differ: MXFP4 on chips
     * that multiply in FP4, INT8.
     *
     * @param bits of the activations, where a source says so
     */
    Optional<ServedFormat> activations(Accelerator chip, OptionalInt bits) {
        if (bits.isPresent()) {
            boolean narrow = bits.getAsInt() < 16;
            return narrow && bits.getAsInt() != this.bits ? Optional.empty() : Optional.of(narrow ? this : wide(chip));
        }
        switch (this) {
            case FP8:
                return Optional.of(chip.supports(Precision.FP8) ? FP8 : wide(chip));
            case NVFP4:
                return Optional.of(chip.supports(Precision.FP4) ? NVFP4 : wide(chip));
            case MXFP4:
                return chip.supports(Precision.FP4) ? Optional.empty() : Optional.of(wide(chip));
            case INT8:
                return Optional.empty();
            default:
                return Optional.of(wide(chip));
        }
    }
}
