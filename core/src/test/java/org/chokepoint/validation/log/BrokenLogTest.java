package org.chokepoint.validation.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs that were cut, mixed or mangled: they are read or refused, and quickly. */
final class BrokenLogTest {
    private static final String LETTERS = " |:.=()[]0123456789eE-,/\n\u001biteratonRkMBm";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2019.log",
                "2021.log",
                "megatron-deepspeed-2022.log",
                "argonne-2024.log",
                "every-rank-2025.log",
                "max-only-2025.log"
            })
    void isReadOrRefused(String name) throws IOException {
        String whole;
        try (InputStream in = Logs.class.getResourceAsStream(name)) {
            whole = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Random draw = new Random(name.hashCode());
        int read = 0;
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int edits = draw.nextInt(40); edits >= 0 && text.length() > 60; edits--) {
                int at = draw.nextInt(text.length() - 50);
                switch (draw.nextInt(3)) {
                    case 0:
                        text.delete(at, at + draw.nextInt(50));
                        break;
                    case 1:
                        text.insert(at, text.substring(at, at + draw.nextInt(50)));
                        break;
                    default:
                        text.setCharAt(at, LETTERS.charAt(draw.nextInt(LETTERS.length())));
                }
            }
            try {
                SteadyState steady = SteadyState.of(MegatronLog.read(name, text.toString()));
                MeasuredPhases phases = MeasuredPhases.of(steady);
                assertThat(steady.seconds()).isBetween(steady.lowerSeconds(), steady.upperSeconds());
                assertThat(phases.outside().orElse(0)).isNotNegative();
                read++;
            } catch (Fault e) {
                assertThat(e.at().file()).isEqualTo(name);
                assertThat(e.at().line()).isPositive();
            }
        }
        assertThat(read).isGreaterThan(50);
    }

    @Test
    void longLinesTakeNoLongTime() {
        String dots = "a " + ".".repeat(200_000);
        String cells = "time (ms) |" + " x y z".repeat(50_000);
        String text = dots + "\n" + cells + "\n" + "iteration ".repeat(20_000) + "\n" + " 1".repeat(100_000)
                + "\n iteration 1/ 2 | elapsed time per iteration (ms): 5 |";
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(MegatronLog.read("long.log", text).iterations())
                        .hasSize(1));
    }
}
