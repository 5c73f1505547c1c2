package org.chokepoint.controls;

import org.chokepoint.units.Dimension;
import org.chokepoint.units.Figure;

/** A quantity that rules compare with thresholds. */
public enum Measure {
    /** 2 × MacTOPS × bits, largest over formats, dense, dies of a package summed (15 CFR 774, 3A090, technical notes 1 to 3). */
    TPP("TPP", "largest dense rate × bits", Dimension.PROCESSING),
    /** TPP over the area of dies with non-planar transistors (technical note 4). */
    PERFORMANCE_DENSITY("performance density", "TPP ÷ area of non-planar dies", Dimension.PROCESSING_DENSITY),
    /** All inputs and outputs but those to memory, both directions summed (3A090 as of October 2022). */
    IO("I/O with PCIe", "links + PCIe, both directions", Dimension.BYTE_RATE),
    /** The same without PCI Express. */
    LINKS("I/O without PCIe", "links, both directions", Dimension.BYTE_RATE),
    /** Summed over all memory of the chip. */
    DRAM_BANDWIDTH("DRAM bandwidth", "of all memory", Dimension.BYTE_RATE),
    /** Bandwidth over area of a memory package or stack (technical note to 3A090.c). */
    BANDWIDTH_DENSITY("memory bandwidth density", "bandwidth ÷ area of the package", Dimension.BANDWIDTH_DENSITY),
    /** Operations that trained a model, 6 × parameters × tokens (4E091). */
    OPERATIONS("training operations", "6 × active parameters × tokens", Dimension.COMPUTE);

    private static final double SQUARE_MILLIMETRES = 1e6;

    private final String meaning;
    private final String formula;
    private final Dimension dimension;

    Measure(String meaning, String formula, Dimension dimension) {
        this.meaning = meaning;
        this.formula = formula;
        this.dimension = dimension;
    }

    /** What it is, in words. */
    public String meaning() {
        return meaning;
    }

    /** How it follows. */
    public String formula() {
        return formula;
    }

    /** What its thresholds measure. */
    public Dimension dimension() {
        return dimension;
    }

    /** A value as people write it, with its unit. */
    public String text(double value) {
        return text(value, dimension);
    }

    /** An interval as people write it. */
    public String text(Interval value) {
        if (value.isExact()) {
            return text(value.low());
        }
        if (value.high() == Double.POSITIVE_INFINITY) {
            return value.low() == 0 ? "unknown" : "of at least " + text(value.low());
        }
        return value.low() == 0
                ? "of at most " + text(value.high())
                : "between " + text(value.low()) + " and " + text(value.high());
    }

    /** A value of a dimension that rules know, as people write it. */
    public static String text(double value, Dimension dimension) {
        switch (dimension) {
            case PROCESSING:
                return Figure.plain(value, digits(value));
            case PROCESSING_DENSITY:
                return Figure.plain(value / SQUARE_MILLIMETRES, 3);
            case BYTE_RATE:
                return Figure.plain(value / 1e9, digits(value / 1e9)) + " GB/s";
            case BANDWIDTH_DENSITY:
                return Figure.plain(value / 1e9 / SQUARE_MILLIMETRES, 3) + " GB/s/mm²";
            case AREA:
                return Figure.plain(value * SQUARE_MILLIMETRES, 4) + " mm²";
            default:
                return Figure.json(value, 3) + " " + dimension.unit();
        }
    }

    /** Whole numbers from a hundred on, three digits below. */
    private static int digits(double value) {
        int digits = 3;
        for (double limit = 1000; value >= limit && digits < 15; limit *= 10) {
            digits++;
        }
        return digits;
    }
}
