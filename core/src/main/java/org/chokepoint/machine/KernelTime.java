package org.chokepoint.machine;

import org.chokepoint.model.Operator;
import org.chokepoint.model.OperatorKind;
import org.chokepoint.model.Precision;

/**
 * Seconds that one operator takes on one chip: the larger of arithmetic and memory time, and at least a kernel's floor.
 *
 * <p>A product is cut into output tiles; tiles run in waves over the compute units, and the last wave and ragged edges are
 * lost. A tile's inner loop reaches its plateau only for long reductions: rate = plateau · k/(k + ramp). Utilisation differs
 * by pass (weight gradients are slower), operand format, and for grouped products. No kernel draws more than the design power:
 * clocks sink until it doesn't. Derived in {@code docs/model/kernels.md}.
 */
public final class KernelTime {
    /** Passes of training. */
    public enum Pass {
        FORWARD,
        INPUT_GRADIENT,
        WEIGHT_GRADIENT
    }

    // candidate output tiles, large to small: rows, columns, and the rate of the tile's inner loop over the largest's
    private static final int[] TILE_ROWS = {128, 128, 64};
    private static final int[] TILE_COLUMNS = {256, 128, 64};
    private static final double[] TILE_RATE = {1, 0.93, 0.7};
    // reductions that may be split over idle compute units
    private static final int[] SPLITS = {1, 2, 4};

    // keys that a unit handles at once in the backward of attention
    private static final double KEY_BLOCK = 128;

    private final Accelerator chip;
    private final Calibration.Kernel family;
    private final ChipPower power;
    private final double elementwiseFactor;
    private final double casts;
    private final int units;
    private final double memoryRate;
    private final double castRate;
    private final double floor;
    private final double gradientBytes;

    /**
     * @param power what keeps products from their rate where the chip's design power is low
     * @param stack software, for the traffic of memory-bound operators
     * @param reservedUnits compute units that communication occupies
     * @param gradientBytes what weight-gradient products write, and read where they add up, for each parameter
     */
    public KernelTime(
            Accelerator chip,
            Calibration.Kernel family,
            ChipPower power,
            Stack stack,
            int reservedUnits,
            double gradientBytes) {
        this.gradientBytes = gradientBytes;
        this.chip = chip;
        this.family = family;
        this.power = power;
        this.elementwiseFactor = stack.elementwise().value();
        this.casts = stack.casts().value();
        this.units = Math.max(1, chip.computeUnits() - reservedUnits);
        this.memoryRate = chip.memoryBytesPerSecond() * family.memory().value();
        this.castRate = chip.memoryBytesPerSecond() * family.cast().value();
        this.floor = family.floorSeconds().value();
    }

    /** Seconds of one pass of an operator; 0 where the pass has nothing to do. */
    public double seconds(Operator o, Pass pass, boolean flash, FlashKernel kernel) {
        switch (o.kind()) {
            case GEMM:
            case GROUPED_GEMM:
                return product(o, pass);
            case ATTENTION:
                return attention(o, pass, flash, kernel);
            case SCAN:
                return scan(o, pass);
            default:
                return memory(o, pass);
        }
    }

    /** Seconds of streaming bytes through memory. */
    public double streaming(double bytes) {
        return bytes / memoryRate;
    }

    private double memory(Operator o, Pass pass) {
        if (pass == Pass.WEIGHT_GRADIENT) {
            return 0;
        }
        double bytes = pass == Pass.FORWARD ? o.bytes() : o.backwardBytes();
        if (bytes == 0) {
            return 0;
        }
        boolean cast = o.name().endsWith("_cast");
        return floor + bytes * (cast ? casts : elementwiseFactor) / (cast ? castRate : memoryRate);
    }

    private double attention(Operator o, Pass pass, boolean flash, FlashKernel kernel) {
        if (pass == Pass.WEIGHT_GRADIENT) {
            return 0;
        }
        boolean forward = pass == Pass.FORWARD;
        double bytes = forward ? o.bytes() : o.backwardBytes();
        double flops = forward ? flash ? o.flops() : o.fullFlops() : o.backwardFlops();
        double least = power.leastSeconds(flops, o.precision(), bytes);
        double compute = flash
                ? flash(o, forward, flops) / generation(kernel)
                : flops / rate(o.precision(), family.attentionUnfused().value());
        double shortest = flash ? family.attentionFloorSeconds().value() : floor;
        return shortest + Math.max(Math.max(compute, least), bytes / memoryRate);
    }

    /**
     * Flash kernels: a unit takes a block of queries of one head through all its keys, products and softmax one after the
     * other. Blocks of causal attention differ in length, the longest is twice the mean; part of one is waited for at the end.
     */
    private double flash(Operator o, boolean forward, double flops) {
        Constant reached = forward ? family.attentionForward() : family.attentionBackward();
        double scores = (double) o.m() * o.n() * o.groups();
        // an indexer weighs no values and has no softmax
        boolean weighs = o.flops() > 2.1 * scores * o.k();
        double softmax =
                weighs ? (forward ? 1 : 2) * scores * family.softmaxFlops().value() : 0;
        double causal = Math.min(2, o.fullFlops() / o.flops());
        double rows = forward ? family.attentionRows().value() : KEY_BLOCK;
        double perHead = Math.ceil(o.m() / rows);
        // the causal diagonal is computed in whole blocks, and each block is begun and ended
        double more = 1 + (family.attentionOverheadKeys().value() + (causal - 1) * KEY_BLOCK / 2) / o.n();
        double all = more * (flops / rate(o.precision(), reached.value()) + softmax / rate(Precision.BF16, 1));
        double longest = all * units / (o.groups() * perHead) * (1 + (causal - 1) * (perHead - 1) / (perHead + 1));
        return Math.max(longest, all + longest * (forward ? 0.5 : 0.25));
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

    private double scan(Operator o, Pass pass) {
        if (pass == Pass.WEIGHT_GRADIENT) {
            return 0;
        }
        boolean forward = pass == Pass.FORWARD;
        double flops = forward ? o.flops() : o.backwardFlops();
        double bytes = forward ? o.bytes() : o.backwardBytes();
        return floor
                + Math.max(flops / rate(o.precision(), family.scan().value()), bytes * elementwiseFactor / memoryRate);
    }

    private double rate(Precision precision, double reached) {
        return chip.peak(precision) * reached * units / chip.computeUnits();
    }

    private double product(Operator o, Pass pass) {
        double rows = o.m() / (double) o.groups();
        double width = o.n();
        double depth = o.k();
        switch (pass) {
            case FORWARD:
                return product(o, rows, width, depth, o.kind() == OperatorKind.GROUPED_GEMM, 1, o.bytes());
            case INPUT_GRADIENT:
                return product(o, rows, depth, width, o.kind() == OperatorKind.GROUPED_GEMM, 1, o.bytes());
            default:
                boolean narrow = o.precision().bytes() < 2;
                Constant weight = narrow ? family.weightGradientNarrow() : family.weightGradientWide();
                // the weights are written as gradients, and not read
                double matrix = (double) o.groups() * o.n() * o.k();
                double bytes =
                        o.bytes() + matrix * (gradientBytes - o.precision().operandBytes());
                return product(o, width, depth, rows, false, weight.value(), bytes);
        }
    }

    private double product(
            Operator o, double rows, double columns, double depth, boolean routed, double passRate, double bytes) {
        double plateau = plateau(o.precision()) * passRate;
        if (o.kind() == OperatorKind.GROUPED_GEMM) {
            plateau *= family.grouped().value();
        }
        double ramp = family.rampBytes().value() / o.precision().bytes();
        double best = 0;
        for (int t = 0; t < TILE_ROWS.length; t++) {
            best = Math.max(best, TILE_RATE[t] * filled(o.groups(), rows, columns, depth, routed, ramp, t));
        }
        double flops = 2 * rows * columns * depth * o.groups();
        double arithmetic = flops / (rate(o.precision(), plateau) * best);
        double least = power.leastSeconds(flops, o.precision(), bytes);
        return floor + Math.max(Math.max(arithmetic, least), bytes / memoryRate);
    }

    /**
     * Share of the plateau that remains for a tile shape: ragged edges, the last wave, and short reductions. Routed rows come in
     * any number, so that each group's last tile is half empty on average.
     */
    private double filled(
            int groups, double rows, double columns, double depth, boolean routed, double ramp, int tile) {
        double down = routed ? Math.max(1, rows / TILE_ROWS[tile] + 0.5) : Math.ceil(rows / TILE_ROWS[tile]);
        double across = Math.ceil(columns / TILE_COLUMNS[tile]);
        double tiles = groups * down * across;
        double edges = rows * columns / (down * TILE_ROWS[tile] * across * TILE_COLUMNS[tile]);
        double best = 0;
        for (int split : SPLITS) {
            double parts = tiles * split;
            double waves = parts / (Math.ceil(parts / units) * units);
            double length = depth / split;
            best = Math.max(best, waves * length / (length + ramp));
        }
        return edges * best;
    }

    private double plateau(Precision precision) {
        double bytes = precision.bytes();
        return (bytes >= 2 ? family.wide() : bytes >= 1 ? family.narrow() : family.narrowest()).value();
    }
}
