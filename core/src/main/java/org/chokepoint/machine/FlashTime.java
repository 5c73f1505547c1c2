package org.chokepoint.machine;

import org.chokepoint.model.Operator;
import org.chokepoint.model.Precision;

/**
 * Arithmetic time of attention kernels that keep their scores on the chip. A unit takes a block of queries of one head through
 * all its keys, products and softmax one after the other. Derived in {@code docs/model/kernels.md}.
 */
final class FlashTime {
    /** Keys that a unit handles at once, and queries of which {@code attention_block_seconds} speaks. */
    private static final double BLOCK = 128;

    /** Keys below which splitting gains nothing: four blocks. */
    private static final double LEAST_KEYS = 4 * BLOCK;

    private final Accelerator chip;
    private final Calibration.Kernel family;
    private final int units;

    FlashTime(Accelerator chip, Calibration.Kernel family, int units) {
        this.chip = chip;
        this.family = family;
        this.units = units;
    }

    /**
     * Blocks of causal attention differ in length, the longest is up to twice the mean; part of one is waited for at the end.
     *
     * @param flops of the pass
     */
    double seconds(Operator o, boolean forward, double flops, FlashKernel kernel) {
        Constant reached = forward ? family.attentionForward() : family.attentionBackward();
        double scores = (double) o.m() * o.n() * o.groups();
        // an indexer weighs no values and has no softmax
        boolean weighs = o.flops() > 2.1 * scores * o.k();
        double softmax =
                weighs ? (forward ? 1 : 2) * scores * family.softmaxFlops().value() : 0;
        double causal = Math.min(2, o.fullFlops() / o.flops());
        double rows = forward ? family.attentionRows().value() : BLOCK;
        double perHead = Math.ceil(o.m() / rows);
        double blocks = o.groups() * perHead;
        // the causal diagonal is computed in whole blocks
        double more = 1 + (causal - 1) * BLOCK / 2 / o.n();
        double all = more * (flops / rate(o.precision(), reached.value()) + softmax / rate(Precision.BF16, 1));
        double longest = all * units / blocks * (1 + (causal - 1) * (perHead - 1) / (perHead + 1));
        double begun = family.attentionBlockSeconds().value() * rows / BLOCK * blocks / units;
        return Math.max(longest, all + longest * (forward ? 0.5 : 0.25)) / generation(kernel) + begun;
    }

    /**
     * Few queries for each sequence: a unit takes the query rows of one key-value head through a part of its keys. Blocks are
     * taken in turn where they are more than units; where they are fewer, keys are split among units and a second kernel joins
     * the parts.
     *
     * @param bytes traffic, nearly all of it keys and values
     */
    double decode(Operator o, double bytes, double memoryRate) {
        double rows = family.decodeRows().value();
        double blocks = o.groups() * Math.ceil(o.m() / rows);
        double parts = Math.max(1, Math.min(Math.floor(units / blocks), Math.floor(o.n() / LEAST_KEYS)));
        double channels = o.flops() / (2.0 * o.m() * o.n() * o.groups());
        double block = family.attentionBlockSeconds().value() * rows / BLOCK * Math.max(1, channels / (2 * BLOCK));
        double waiting = block * Math.max(0, blocks * parts / units - 1);
        double compute =
                o.flops() / rate(o.precision(), family.attentionForward().value());
        double join = parts > 1 ? family.attentionFloorSeconds().value() / 2 : 0;
        double streamed = Math.max(bytes / memoryRate, bytes / (blocks * parts) / unitRate());
        return waiting + Math.max(compute, streamed) + join;
    }

    /** Bandwidth of one unit by itself: what it has under way over the time that takes (Little's law). */
    private double unitRate() {
        double latency = family.latencySeconds().value();
        return latency == 0 ? Double.POSITIVE_INFINITY : family.streamBytes().value() / latency;
    }

    private double generation(FlashKernel kernel) {
        switch (kernel) {
            case FLASH_1:
                return family.flashOne().value();
            case FLASH_2:
                return family.flashTwo().value();
            default:
                return 1;
        }
    }

    private double rate(Precision precision, double reached) {
        return chip.peak(precision) * reached * units / chip.computeUnits();
    }
}
