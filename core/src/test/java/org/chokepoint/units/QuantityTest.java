package org.chokepoint.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Written quantities: what is understood, and what is refused with a remedy. */
final class QuantityTest {
    private static final Location HERE = new Location("chip.yaml", 3, 9);

    private static double parse(String text, Dimension dimension) {
        return Quantity.parse(text, dimension, "memory", HERE);
    }

    @ParameterizedTest
    @CsvSource({
        "80 GB, BYTES, 80e9",
        "80 GiB, BYTES, 85899345920",
        "80GiB, BYTES, 85899345920",
        "1 kB, BYTES, 1000",
        "400 Gbit/s, BYTE_RATE, 50e9",
        "400 Gbps, BYTE_RATE, 50e9",
        "900 GB/s, BYTE_RATE, 900e9",
        "989.5 TFLOP/s, COMPUTE_RATE, 989.5e12",
        "1979 TFLOPS, COMPUTE_RATE, 1979e12",
        "3e24 FLOP, COMPUTE, 3e24",
        "700 W, POWER, 700",
        "1.2 MW, POWER, 1.2e6",
        "1.2 kWh, ENERGY, 4.32e6",
        "30 min, TIME, 1800",
        "2.5 µs, TIME, 2.5e-6",
        "60 d, TIME, 5184000",
        "5.6M USD, MONEY, 5.6e6",
        "2 USD/h, HOURLY_PRICE, 2",
        "1.83 GHz, FREQUENCY, 1.83e9",
        "814 mm2, AREA, 814e-6",
        "4 nm, LENGTH, 4e-9",
        "4800 TPP, PROCESSING, 4800",
        "5.92 TPP/mm2, PROCESSING_DENSITY, 5920000",
        "3.3 GB/s/mm2, BANDWIDTH_DENSITY, 3.3e15",
        "15T, TOKENS, 15e12",
        "15T tokens, TOKENS, 15e12",
        "15e12 tokens, TOKENS, 15e12",
        "2048 sequences, SEQUENCES, 2048",
        "671B, COUNT, 671e9",
        "2.66M, COUNT, 2.66e6",
        "80 %, RATIO, 0.8",
        "0.8, RATIO, 0.8",
        ".5, RATIO, 0.5",
        "0 W, POWER, 0"
    })
    void isUnderstood(String text, Dimension dimension, double value) {
        assertThat(parse(text, dimension)).isEqualTo(value);
    }

    @ParameterizedTest
    @EnumSource
    void theExampleOfADimensionIsSuchAQuantity(Dimension dimension) {
        for (String example : dimension.example().split(" or |, ", -1)) {
            assertThat(parse(example, dimension)).as(example).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80, BYTES, has no unit",
        "80 GB/s, BYTES, wrong unit",
        "80 GBit, BYTES, unknown unit",
        "80 gb, BYTES, unknown unit",
        "-80 GB, BYTES, must not be negative",
        "eighty GB, BYTES, is not a quantity",
        "NaN GB, BYTES, is not a quantity",
        "Infinity, RATIO, is not a quantity",
        "1e999 W, POWER, is too large",
        "1 000 W, POWER, unknown unit",
        "'1,000 W', POWER, unknown unit",
        "0x10 W, POWER, unknown unit",
        "'', RATIO, is not a quantity",
        "60 %, TIME, wrong unit",
        "15T, MONEY, unknown unit"
    })
    void isRefused(String text, Dimension dimension, String how) {
        assertThatThrownBy(() -> parse(text, dimension)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at()).isEqualTo(HERE);
            assertThat(fault.what()).contains("memory (").contains(how).endsWith(".");
            assertThat(fault.maybe()).endsWith(".");
        });
    }

    @Test
    void whatMustBeAboveZeroIsNotZero() {
        assertThat(Quantity.positive("1 W", Dimension.POWER, "power", HERE)).isEqualTo(1);
        assertThatThrownBy(() -> Quantity.positive("0 W", Dimension.POWER, "power", HERE))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("above zero");
    }
}
