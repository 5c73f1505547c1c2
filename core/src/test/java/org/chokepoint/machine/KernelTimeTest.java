package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chokepoint.machine.KernelTime.Pass;
import org.chokepoint.model.Module;
import org.chokepoint.model.Operator;
import org.chokepoint.model.OperatorKind;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Precision;
import org.chokepoint.model.Shard;
import org.junit.jupiter.api.Test;

/** Kernels on a round chip: one wave of its 100 units is 100 tiles. */
final class KernelTimeTest {
    private static final KernelTime IDEAL = kernels(Machines.ideal(), 0);

    /** 10 × 10 tiles of 128 × 256 fill the chip exactly once. */
    private static final long ROWS = 1280;

    private static final long COLUMNS = 2560;

    private static KernelTime kernels(Calibration.Kernel family, int reserved) {
        return new KernelTime(Machines.chip(), family, Machines.power(0), Machines.stack(1), reserved, 2);
    }

    private static Operator product(long m, long n, long k) {
        Operators out = new Operators(Shard.whole(1));
        out.gemm("product", Module.MLP_UP, m, n, k, false, null, 1);
        return out.list().get(0);
    }

    private static double flops(long m, long n, long k) {
        return 2.0 * m * n * k;
    }

    @Test
    void aFullWaveRunsAtPeak() {
        double seconds = IDEAL.seconds(product(ROWS, COLUMNS, 8192), Pass.FORWARD, true, FlashKernel.NATIVE);
        close(seconds, flops(ROWS, COLUMNS, 8192) / 1e14);
    }

    @Test
    void allPassesOfAFullProductTakeTheSame() {
        Operator square = product(12800, 12800, 12800);
        double forward = IDEAL.seconds(square, Pass.FORWARD, true, FlashKernel.NATIVE);
        close(IDEAL.seconds(square, Pass.INPUT_GRADIENT, true, FlashKernel.NATIVE), forward);
        close(IDEAL.seconds(square, Pass.WEIGHT_GRADIENT, true, FlashKernel.NATIVE), forward);
    }

    @Test
    void weightGradientsRunAtTheirOwnRate() {
        Operator square = product(12800, 12800, 12800);
        KernelTime half = kernels(Machines.kernel(0, 0, 0.5, 0), 0);
        close(
                half.seconds(square, Pass.WEIGHT_GRADIENT, true, FlashKernel.NATIVE),
                2 * half.seconds(square, Pass.FORWARD, true, FlashKernel.NATIVE));
    }

    @Test
    void oneTileMoreCostsLessThanAWaveSinceSmallerTilesOrSplitsFillIt() {
        double full = IDEAL.seconds(product(ROWS, COLUMNS, 8192), Pass.FORWARD, true, FlashKernel.NATIVE);
        double more = IDEAL.seconds(product(ROWS + 1, COLUMNS, 8192), Pass.FORWARD, true, FlashKernel.NATIVE);
        assertThat(more).isGreaterThan(1.05 * full).isLessThan(2 * full);
    }

    @Test
    void raggedEdgesAreLost() {
        // 65 rows of one column tile need as much as 128 rows of tiles 128 high; tiles of 64 × 64 need two rows of
        // tiles
        double whole = IDEAL.seconds(product(128, 25600, 8192), Pass.FORWARD, true, FlashKernel.NATIVE);
        double ragged = IDEAL.seconds(product(65, 25600, 8192), Pass.FORWARD, true, FlashKernel.NATIVE);
        close(ragged, whole);
    }

    @Test
    void aShortReductionReachesHalfAtItsRamp() {
        // 4,096 bytes are 2,048 numbers of BF16
        KernelTime ramped = kernels(Machines.kernel(0, 4096, 1, 0), 0);
        double seconds = ramped.seconds(product(ROWS, COLUMNS, 2048), Pass.FORWARD, true, FlashKernel.NATIVE);
        close(seconds, 2 * flops(ROWS, COLUMNS, 2048) / 1e14);
    }

    @Test
    void aThinProductIsBoundByItsOperands() {
        Operator thin = product(128, 25600, 12800);
        assertThat(thin.bytes()).isEqualTo(2.0 * (128 * 12800 + 12800L * 25600 + 128 * 25600));
        Operator vector = product(1, 25600, 12800);
        close(IDEAL.seconds(vector, Pass.FORWARD, true, FlashKernel.NATIVE), vector.bytes() / 1e12);
    }

    @Test
    void communicationTakesItsUnitsAndSlowsTheRest() {
        // a quarter of the units reserved, the others at 90 %: 75 tiles fill what is left
        KernelTime beside = kernels(Machines.kernel(0, 0, 1, 0.1), 25);
        long rows = 75 * 128;
        double seconds = beside.seconds(product(rows, 256, 8192), Pass.FORWARD, true, FlashKernel.NATIVE);
        close(seconds, flops(rows, 256, 8192) / (1e14 * 0.75));
    }

    @Test
    void fewTilesShareAReductionAndASecondKernelAddsItUp() {
        // one tile of 64 × 64 over 100 units: 32 parts of it, each on a unit of its own
        KernelTime floored = kernels(Machines.kernel(5e-6, 0, 1, 0), 0);
        Operator skinny = product(64, 64, 1 << 20);
        double part = 2.0 * 64 * 64 * (1 << 20) / 32 / 0.7e12;
        double adding = 5e-6 + 8.0 * 32 * 64 * 64 / 1e12;
        double arithmetic = part + adding;
        double seconds = floored.seconds(skinny, Pass.FORWARD, true, FlashKernel.NATIVE);
        close(seconds, 5e-6 + Math.max(arithmetic, skinny.bytes() / 1e12));
    }

    private static Operator decode(int sequences, int heads, int sharing, long past) {
        double flops = 4.0 * sequences * heads * past * 128;
        double bytes = 2.0 * sequences * sharing * past * 256;
        long rows = heads / sharing;
        return new Operator(
                "attention",
                OperatorKind.DECODE_ATTENTION,
                Module.CORE_ATTN,
                rows,
                past,
                128,
                Precision.BF16,
                sequences * sharing,
                flops,
                flops,
                0,
                bytes,
                0,
                0,
                Module.OUTSIDE,
                0,
                0,
                false,
                1);
    }

    @Test
    void singleQueriesAreBoundByKeysAndValues() {
        Operator many = decode(200, 8, 1, 8192);
        close(IDEAL.seconds(many, Pass.FORWARD, true, FlashKernel.NATIVE), many.bytes() / 1e12);
    }

    @Test
    void oneLongPastIsSplitAmongAllUnits() {
        KernelTime floored = kernels(Machines.kernel(4e-6, 0, 1, 0), 0);
        Operator one = decode(1, 8, 1, 1 << 20);
        // a second kernel joins the parts, for half a floor
        close(floored.seconds(one, Pass.FORWARD, true, FlashKernel.NATIVE), 6e-6 + one.bytes() / 1e12);
    }

    @Test
    void memoryBoundOperatorsTakeTheirTrafficAndAFloor() {
        Operators out = new Operators(Shard.whole(1));
        out.memory("norm", Module.LAYERNORM, 1e9, 2e9, 0, Module.OUTSIDE, 0, 1);
        KernelTime kernels = kernels(Machines.kernel(5e-6, 0, 1, 0), 0);
        Operator norm = out.list().get(0);
        close(kernels.seconds(norm, Pass.FORWARD, true, FlashKernel.NATIVE), 5e-6 + 1e-3);
        close(kernels.seconds(norm, Pass.INPUT_GRADIENT, true, FlashKernel.NATIVE), 5e-6 + 2e-3);
        assertThat(kernels.seconds(norm, Pass.WEIGHT_GRADIENT, true, FlashKernel.NATIVE))
                .isZero();
    }

    @Test
    void unfusedKernelsMoveMore() {
        Operators out = new Operators(Shard.whole(1));
        out.memory("norm", Module.LAYERNORM, 1e9, 2e9, 0, Module.OUTSIDE, 0, 1);
        out.memory("up_cast", Module.MLP_UP, 1e9, 2e9, 0, Module.OUTSIDE, 0, 1);
        KernelTime unfused =
                new KernelTime(Machines.chip(), Machines.ideal(), Machines.power(0), Machines.stack(1.5), 0, 2);
        close(unfused.seconds(out.list().get(0), Pass.FORWARD, true, FlashKernel.NATIVE), 1.5e-3);
        close(unfused.seconds(out.list().get(1), Pass.FORWARD, true, FlashKernel.NATIVE), 1e-3);
    }

    @Test
    void noProductDrawsMoreThanTheDesignPower() {
        // 500 W at 10 pJ an operation are 50 TFLOP/s, half of the peak; operands of a byte take half the energy
        KernelTime throttled =
                new KernelTime(Machines.chip(), Machines.ideal(), Machines.power(1e-11), Machines.stack(1), 0, 2);
        double seconds = throttled.seconds(product(ROWS, COLUMNS, 8192), Pass.FORWARD, true, FlashKernel.NATIVE);
        close(seconds, flops(ROWS, COLUMNS, 8192) / 5e13);
        KernelTime cool =
                new KernelTime(Machines.chip(), Machines.ideal(), Machines.power(4e-12), Machines.stack(1), 0, 2);
        close(
                cool.seconds(product(ROWS, COLUMNS, 8192), Pass.FORWARD, true, FlashKernel.NATIVE),
                flops(ROWS, COLUMNS, 8192) / 1e14);
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-12 * expected));
    }
}
