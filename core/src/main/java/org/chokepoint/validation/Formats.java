package org.chokepoint.validation;

import java.util.Locale;
import org.chokepoint.model.Precision;

/** Operand formats as tables of kernels write them. */
final class Formats {
    private Formats() {}

    /** The format of a product's operands; what follows an arrow is the result's. */
    static Precision operands(String written) {
        String word = written.toLowerCase(Locale.ROOT);
        if (word.startsWith("fp8")) {
            return Precision.FP8;
        }
        if (word.startsWith("nvfp4")) {
            return Precision.FP4;
        }
        if (word.startsWith("bf16") || word.startsWith("bfloat16")) {
            return Precision.BF16;
        }
        if (word.startsWith("fp16")) {
            return Precision.FP16;
        }
        if (word.startsWith("int8")) {
            return Precision.INT8;
        }
        if (word.matches("w4a.*|int4_wo")) {
            throw new NotPredicted("products of 4-bit weights and wider activations are not modelled");
        }
        throw new NotPredicted(
                word.isEmpty() ? "no operand format" : "the operand format '" + word + "' is not modelled");
    }
}
