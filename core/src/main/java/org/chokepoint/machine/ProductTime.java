package org.chokepoint.machine;

import org.chokepoint.model.OperatorKind;
import org.chokepoint.model.Precision;

/**
 * Arithmetic time of matrix products: output tiles in waves over the compute units, reductions split where tiles are few. The
 * fastest of the tiles and splits that libraries have is taken. Derived in {@code docs/model/kernels.md}.
 */
final class ProductTime {
    /** Parts into which libraries cut a reduction: powers of two. */
    private static final int MOST_SPLITS = 32;

    /** A part of a reduction is written in FP32 and read by the kernel that adds the parts up. */
    private static final double PART_BYTES = 8;

    private final Accelerator chip;
    private final Calibration.Kernel family;
    private final int units;
    private final double memoryRate;

    ProductTime(Accelerator chip, Calibration.Kernel family, int units, double memoryRate) {
        this.chip = chip;
        this.family = family;
        this.units = units;
        this.memoryRate = memoryRate;
    }

    /**
     * A product of (rows × depth)·(depth × columns) for each group.
     *
     * @param routed whether rows are routed: they come in any number, so that each group's last tile is half empty
     * @param rate of the pass over that of a forward
     */
    record Shape(
            OperatorKind kind,
            Precision precision,
            int groups,
            double rows,
            double columns,
            double depth,
            boolean routed,
            double rate) {
        double flops() {
            return 2 * rows * columns * depth * groups;
        }
    }

    double seconds(Shape s) {
        double grouped =
                s.kind() == OperatorKind.GROUPED_GEMM ? family.grouped().value() : 1;
        double rate = chip.peak(s.precision()) / chip.computeUnits() * plateau(s.precision()) * s.rate() * grouped;
        double ramp = family.rampBytes().value() / s.precision().bytes();
        // operands with scales are added up to the end by the unit that began
        int most = s.precision().bytes() < 2 ? 1 : MOST_SPLITS;
        double best = Double.POSITIVE_INFINITY;
        for (Calibration.Tile tile : family.tiles()) {
            double down = s.routed() ? Math.max(1, s.rows() / tile.rows() + 0.5) : Math.ceil(s.rows() / tile.rows());
            double tiles = s.groups() * down * Math.ceil(s.columns() / tile.columns());
            double step = 2.0 * tile.rows() * tile.columns() / (rate * tile.rate());
            for (int split = 1; split <= most; split *= 2) {
                double waves = Math.ceil(tiles * split / units);
                best = Math.min(best, waves * step * (s.depth() / split + ramp) + adding(s, split));
            }
        }
        return best;
    }

    /** Time of the kernel that adds up the parts of split reductions. */
    private double adding(Shape s, int split) {
        return split == 1
                ? 0
                : family.floorSeconds().value() + PART_BYTES * split * s.rows() * s.columns() * s.groups() / memoryRate;
    }

    private double plateau(Precision precision) {
        double bytes = precision.bytes();
        return (bytes >= 2 ? family.wide() : bytes >= 1 ? family.narrow() : family.narrowest()).value();
    }
}
