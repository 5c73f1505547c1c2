package org.chokepoint.machine;

import org.chokepoint.model.Operator;
import org.chokepoint.model.OperatorKind;
import org.chokepoint.model.Operators;
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

    private final Accelerator chip;
    private final Calibration.Kernel family;
    private final ChipPower power;
    private final double elementwiseFactor;
    private final double casts;
    private final int units;
    private final double memoryRate;
    private final double productRate;
    private final double castRate;
    private final double floor;
    private final double gradientBytes;
    private final ProductTime products;
    private final FlashTime flash;
    private final boolean alone;

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
        this(chip, family, power, stack, reservedUnits, gradientBytes, false);
    }

    private KernelTime(
            Accelerator chip,
            Calibration.Kernel family,
            ChipPower power,
            Stack stack,
            int reservedUnits,
            double gradientBytes,
            boolean alone) {
        this.gradientBytes = gradientBytes;
        this.chip = chip;
        this.family = family;
        this.power = power;
        this.elementwiseFactor = stack.elementwise().value();
        this.casts = stack.casts().value();
        this.units = Math.max(1, chip.computeUnits() - reservedUnits);
        this.memoryRate = chip.memoryBytesPerSecond() * family.memory().value();
        this.productRate = Math.min(memoryRate, units * streamed(family));
        this.castRate = chip.memoryBytesPerSecond() * family.cast().value();
        this.floor = family.floorSeconds().value();
        this.products = new ProductTime(chip, family, units, memoryRate);
        this.flash = new FlashTime(chip, family, units);
        this.alone = alone;
    }

    /** What one unit draws from memory in a product: its loads under way over the time that one takes (Little's law). */
    private static double streamed(Calibration.Kernel family) {
        double latency = family.latencySeconds().value();
        return latency == 0
                ? Double.POSITIVE_INFINITY
                : family.productStreamBytes().value() / latency;
    }

    /** Kernels of a chip that were timed one by one, each many times over. */
    public static KernelTime alone(Accelerator chip, Calibration.Kernel family, ChipPower power, int reservedUnits) {
        return new KernelTime(chip, family, power, Stack.ofKernels(), reservedUnits, Operators.ACTIVATION_BYTES, true);
    }

    /** Seconds of one pass of an operator; 0 where the pass has nothing to do. */
    public double seconds(Operator o, Pass pass, boolean flash, FlashKernel kernel) {
        switch (o.kind()) {
            case GEMM:
            case GROUPED_GEMM:
                return product(o, pass);
            case ATTENTION:
                return attention(o, pass, flash, kernel);
            case DECODE_ATTENTION:
                return pass == Pass.FORWARD ? decode(o) : 0;
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
                ? this.flash.seconds(o, forward, flops, kernel)
                : flops / rate(o.precision(), family.attentionUnfused().value());
        double shortest = flash ? family.attentionFloorSeconds().value() : floor;
        return shortest + Math.max(Math.max(compute, least), bytes / memoryRate);
    }

    private double decode(Operator o) {
        double seconds = flash.decode(o, o.bytes(), memoryRate);
        double least = power.leastSeconds(o.flops(), o.precision(), o.bytes());
        return family.attentionFloorSeconds().value() + Math.max(seconds, least);
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
        ProductTime.Shape shape =
                new ProductTime.Shape(o.kind(), o.precision(), o.groups(), rows, columns, depth, routed, passRate);
        double arithmetic = Math.max(products.seconds(shape), power.leastSeconds(shape.flops(), o.precision(), bytes));
        double faster = alone && o.precision().bytes() == 2 ? family.alone().value() : 1;
        return floor + family.latencySeconds().value() + Math.max(arithmetic / faster, bytes / productRate);
    }
}
