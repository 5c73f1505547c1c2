package org.chokepoint.units;

/** Kinds of quantity that users write; each has one SI unit inside. */
public enum Dimension {
    COMPUTE_RATE("FLOP/s", "989.5 TFLOP/s"),
    COMPUTE("FLOP", "3e24 FLOP"),
    BYTES("B", "80 GB or 80 GiB"),
    BYTE_RATE("B/s", "900 GB/s or 400 Gbit/s"),
    POWER("W", "700 W"),
    ENERGY("J", "1.2 kWh"),
    TIME("s", "30 min, 2.5 µs or 60 d"),
    MONEY("USD", "5.6M USD"),
    HOURLY_PRICE("USD/h", "2 USD/h"),
    ENERGY_PRICE("USD/J", "0.08 USD/kWh"),
    FREQUENCY("Hz", "1.83 GHz"),
    AREA("m2", "814 mm2"),
    LENGTH("m", "4 nm"),
    PROCESSING("TPP", "4800 TPP"),
    PROCESSING_DENSITY("TPP/m2", "5.92 TPP/mm2"),
    BANDWIDTH_DENSITY("B/s/m2", "2 GB/s/mm2"),
    TOKENS("tokens", "15T or 15e12 tokens"),
    SEQUENCES("sequences", "2048 sequences"),
    COUNT("1", "671B or 2.66M"),
    RATIO("1", "0.8 or 80 %");

    private final String unit;
    private final String example;

    Dimension(String unit, String example) {
        this.unit = unit;
        this.example = example;
    }

    /** Symbol of the unit that values have inside. */
    public String unit() {
        return unit;
    }

    /** A way to write such a quantity, for messages. */
    public String example() {
        return example;
    }

    /** Whether a bare number or a number with a magnitude suffix (15T) needs no unit. */
    public boolean countable() {
        return this == TOKENS || this == SEQUENCES || this == COUNT || this == RATIO;
    }
}
