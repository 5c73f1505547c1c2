package org.chokepoint.controls;

import org.chokepoint.units.Dimension;

/** What is known or not of an item, and all its measures follow from. */
public enum Property {
    TPP("TPP", Dimension.PROCESSING),
    DIE_AREA("die area", Dimension.AREA),
    LINKS("links", Dimension.BYTE_RATE),
    PCIE("PCI Express", Dimension.BYTE_RATE),
    DRAM_BANDWIDTH("DRAM bandwidth", Dimension.BYTE_RATE),
    STACK_BANDWIDTH("bandwidth of the package", Dimension.BYTE_RATE),
    STACK_AREA("area of the package", Dimension.AREA),
    OPERATIONS("training operations", Dimension.COMPUTE);

    private final String meaning;
    private final Dimension dimension;

    Property(String meaning, Dimension dimension) {
        this.meaning = meaning;
        this.dimension = dimension;
    }

    /** What it is, in words. */
    public String meaning() {
        return meaning;
    }

    /** What it measures. */
    public Dimension dimension() {
        return dimension;
    }
}
