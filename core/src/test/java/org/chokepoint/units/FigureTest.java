package org.chokepoint.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.chokepoint.Draw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Doubles as text. */
final class FigureTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "0.1, 0.1",
        "100, 100",
        "1e16, 10000000000000000",
        "1e17, 1E+17",
        "1.5e-7, 1.5E-7",
        "0.000001, 0.000001",
        "NaN, null",
        "Infinity, null",
        "-2.5, -2.5",
        "2664000, 2664000",
        "0.3333333333333333, 0.333333333333333"
    })
    void isAJsonNumber(double value, String text) {
        assertThat(Figure.json(value)).isEqualTo(text);
    }

    /** Java 19 changed Double.toString: 2.0E-3 and 1.1E23 print differently before. None of these may. */
    @ParameterizedTest
    @CsvSource({
        "2.0E-3, 0.002",
        "1.1E23, 1.1E+23",
        "2.2250738585072014E-308, 2.2250738585072E-308",
        "4.9E-324, 4.94065645841247E-324"
    })
    void isTheSameOnEveryJava(double value, String text) {
        assertThat(Figure.json(value)).isEqualTo(text);
    }

    @Test
    void keepsFifteenDigits() {
        for (int i = 0; i < 1000; i++) {
            double value = new Draw("figure", i).spread(1e-150, 1e150);
            assertThat(Double.parseDouble(Figure.json(value)) / value).isBetween(1 - 1e-14, 1 + 1e-14);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2664123 | 3 | 2,660,000",
                "999.96 | 4 | 1,000",
                "0.012345 | 3 | 0.0123",
                "-5 | 2 | −5",
                "-5.01 | 2 | −5.0",
                "0 | 3 | 0"
            })
    void isPlain(double value, int digits, String text) {
        assertThat(Figure.plain(value, digits)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.35e12 | 3 | B/s | 3.35 TB/s",
                "80e9    | 3 | B   | 80 GB",
                "999.9e9 | 3 | B   | 1 TB",
                "512     | 3 | B   | 512 B",
                "1e30    | 3 | B   | 1,000,000 YB"
            })
    void isScaled(double value, int digits, String unit, String text) {
        assertThat(Figure.scaled(value, digits, unit)).isEqualTo(text);
    }

    @Test
    void countsUseTheSuffixesOfTheField() {
        assertThat(Figure.count(14.8e12, 3)).isEqualTo("14.8T");
        assertThat(Figure.count(671e9, 3)).isEqualTo("671B");
        assertThat(Figure.count(2.664e6, 3)).isEqualTo("2.66M");
        assertThat(Figure.count(512, 3)).isEqualTo("512");
        assertThat(Figure.usd(5.576e6, 3)).isEqualTo("$5.58M");
        assertThat(Figure.percent(0.4373, 3)).isEqualTo("43.7 %");
    }

    @Test
    void durationsReadWell() {
        assertThat(Figure.duration(2.5e-6, 2)).isEqualTo("2.5 µs");
        assertThat(Figure.duration(0.25, 2)).isEqualTo("250 ms");
        assertThat(Figure.duration(20, 3)).isEqualTo("20 s");
        assertThat(Figure.duration(1800, 2)).isEqualTo("30 min");
        assertThat(Figure.duration(36_000, 3)).isEqualTo("10 hours");
        assertThat(Figure.duration(54 * 86_400, 2)).isEqualTo("54 days");
    }
}
