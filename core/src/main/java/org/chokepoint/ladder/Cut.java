package org.chokepoint.ladder;

import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Precision;

/**
 * How much less of a quantity a chip has than the one that the ladder is measured from.
 *
 * @param quantity what is compared
 * @param share the chip's over the other's
 */
public record Cut(String quantity, double share) {
    /** By which a chip is cut on paper, 0 where it is not. */
    public double cut() {
        return Math.max(0, 1 - share);
    }

    /** Total processing performance, which rules since 2022 name. */
    public static Cut tpp(Accelerator chip, Accelerator from) {
        return new Cut("tpp", chip.tpp() / from.tpp());
    }

    /** Dense BF16 rate. */
    public static Cut bf16(Accelerator chip, Accelerator from) {
        return new Cut("bf16", chip.peak(Precision.BF16) / from.peak(Precision.BF16));
    }

    /** Memory bandwidth. */
    public static Cut memoryBandwidth(Accelerator chip, Accelerator from) {
        return new Cut("memory_bandwidth", chip.memoryBytesPerSecond() / from.memoryBytesPerSecond());
    }

    /** Chip-to-chip bandwidth, which the rule of October 2022 names beside TPP. */
    public static Cut interconnect(Accelerator chip, Accelerator from) {
        return new Cut("interconnect", chip.scaleUpBytesPerSecond() / from.scaleUpBytesPerSecond());
    }

    /**
     * The quantity of a rule that cuts a chip most: TPP, or the chip-to-chip bandwidth (15 CFR 744 and ECCN 3A090 as of October
     * 2022; the rule of October 2023 dropped the latter).
     */
    public static Cut ruled(Accelerator chip, Accelerator from) {
        Cut tpp = tpp(chip, from);
        Cut link = interconnect(chip, from);
        return link.share() < tpp.share() ? link : tpp;
    }
}
