package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code controls} says on the catalog as it stands. */
final class ControlsCommandsTest {
    private static Cli ask(String command) {
        return Cli.runOnCurrentCatalog(Cli.words(command));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            classify h20 --to CN --on-date 2024-06-01 --channel export | An export of NVIDIA H20 96 GB to China on 2024-06-01: no licence, since us-2024-04-04 does not catch it.
            classify h20 --on-date 2025-06-01                          | An export of NVIDIA H20 96 GB to China on 2025-06-01: licence, policy not stated (letter, us-2025-04-09). On paper: no licence.
            classify h200 --on-date 2026-09-01                         | licence, case by case (3A090.a.1, us-2024-04-04 and us-2026-01-15).
            classify rtx-4090-d --on-date 2024-06-01                   | no licence, since Note 2 of us-2024-04-04 excludes it.
            classify h100 --to SG --hq CN --on-date 2024-06-01         | to Singapore on 2024-06-01: licence, presumption of denial (3A090.a.1, us-2024-04-04).
            classify mlu370-x8 --on-date 2024-06-01                    | unknown (us-2024-04-04). What decides under us-2024-04-04: die area up to 345.9 mm²: licence, presumption of denial;
            classify h100 --channel remote-access                      | Remote access to NVIDIA H100 SXM5 80 GB from China on 2026-09-19: no licence, since nothing moves
            timeline h800                                              | changed twice: from 2023-10-23: licence, policy not stated; from 2023-11-17: licence, presumption of denial.
            what-if us-2023-11-17 --against us-2022-10-07              | Against us-2022-10-07, us-2023-11-17 would catch
            """)
    void headlines(String command, String begins) {
        assertThat(ask("controls " + command).out().replace('\n', ' ')).contains(begins);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classify h20",
                "timeline h20",
                "table",
                "map",
                "what-if us-bill-safe-chips",
                "derate ad102 --rule us-2023-11-17 --for llama-3.1-8b --gpus 64",
                "fleet us-2026-01-15 --chip h200 --us-shipments 1M --for llama-3.1-8b"
            })
    void everyAnswerSaysThatItIsNoAdviceAndUntilWhenRulesWereReviewed(String command) {
        for (String format : new String[] {"table", "json", "markdown"}) {
            String out = ask("controls " + command + " --format " + format).out();
            assertThat(out.replace('\n', ' '))
                    .contains("nformation, not legal advice.")
                    .contains("2026-09-19");
        }
    }

    @Test
    void aDayAfterTheReviewSaysSo() {
        assertThat(ask("controls classify h20 --on-date 2026-11-26").out().replace('\n', ' '))
                .contains("the rules of the catalog were reviewed until 2026-09-19; what came after is not known");
        assertThat(ask("controls classify h20").out().replace('\n', ' '))
                .contains("no day was given, so it is 2026-09-19");
        assertThat(ask("controls classify h20 --on-date 2026-09-19").out()).doesNotContain("what came after");
    }

    @Test
    void aDisputedAreaThatChangesNothingIsCounted() {
        assertThat(ask("controls classify mi300x --on-date 2024-06-01").out().replace('\n', ' '))
                .contains("1 other figures in dispute, or readings of them, change nothing.");
    }

    @Test
    void anotherReadingThatChangesTheDemandIsTold() {
        assertThat(ask("controls classify mi308x --on-date 2024-06-01").out().replace('\n', ' '))
                .contains("By another figure (peak.fp16 653.7 TFLOP/s");
    }

    @Test
    void aRuleOfOnesOwnIsReadAsStrictlyAsOurs(@TempDir Path folder) throws IOException {
        String rule = Files.readString(Path.of("../examples/my-rule.yaml"));
        Path slip = folder.resolve("slip.yaml");
        Files.writeString(slip, rule.replace("tpp: 4800 TPP", "tpp: 4800"));
        Cli cli = ask("controls what-if " + slip);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err())
                .contains("slip.yaml:10:8: tpp (4800) has no unit; expected TPP.\nMaybe write it like 4800 TPP.");
    }

    @Test
    void theMapShadesRegionsAndNamesChips(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("map.svg");
        assertThat(ask("controls map --rule us-2023-11-17 -o " + file).code()).isZero();
        assertThat(Files.readString(file))
                .contains("licence, presumption of denial", "licence, or an exception after notice", ">l4<", ">h20");
    }
}
