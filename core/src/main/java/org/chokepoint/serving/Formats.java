package org.chokepoint.serving;

import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Network;
import org.chokepoint.model.Precision;
import org.chokepoint.model.Storage;

/**
 * Formats of a model that is served.
 *
 * @param weights of matrices outside routed experts
 * @param operands in which these are multiplied
 * @param expertWeights of routed experts
 * @param expertOperands in which these are multiplied
 * @param cache of keys and values
 */
public record Formats(
        Storage weights, Precision operands, Storage expertWeights, Precision expertOperands, Storage cache) {

    /**
     * Formats of a checkpoint on a chip. Checkpoints of mixtures with four bits keep the rest in BF16 (gpt-oss, Kimi K2 Thinking,
     * DeepSeek-R1 in NVFP4); what a chip cannot multiply is turned into BF16 on the way.
     */
    public static Formats of(Storage checkpoint, Storage cache, Network network, Accelerator chip) {
        Storage rest = checkpoint.four() && network.routed() ? Storage.BF16 : checkpoint;
        return new Formats(rest, operands(rest, chip), checkpoint, operands(checkpoint, chip), cache);
    }

    private static Precision operands(Storage stored, Accelerator chip) {
        Precision narrow = narrow(stored, chip);
        return chip.supports(narrow) ? narrow : Precision.BF16;
    }

    private static Precision narrow(Storage stored, Accelerator chip) {
        switch (stored) {
            case FP8:
                return Precision.FP8;
            case INT8:
                return Precision.INT8;
            case FP4:
                return Precision.FP4;
            case MXFP4:
                // chips that multiply four bits take activations in eight
                return chip.supports(Precision.FP4) ? Precision.FP8 : Precision.BF16;
            default:
                return Precision.BF16;
        }
    }
}
