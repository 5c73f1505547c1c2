package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.chokepoint.Checkout;
import org.chokepoint.DocBlock;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Fault;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ladders of serving; those of the page are held against the digest of what they rest on, as those of training are. */
final class ServingLadderPageTest {
    private static final String PAGE = "docs/ladder.md";
    private static final Chokepoint CHOKEPOINT = new Chokepoint(Checkout.catalog());
    private static final Optional<String> NONE = Optional.empty();

    private static ServingLadderAnswer ladder(String model, String workload, Optional<String> rungs) {
        return ladder(model, workload, rungs, "4k");
    }

    private static ServingLadderAnswer ladder(String model, String workload, Optional<String> rungs, String input) {
        return CHOKEPOINT.ask(
                new ServingLadderQuestion(model, workload, rungs, NONE, Optional.of(input), NONE, NONE, NONE),
                Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "deepseek-v3, decode",
        "qwen3-235b-a22b, decode",
        "llama-3.1-70b, decode",
        "deepseek-v3, prefill",
        "llama-3.1-70b, prefill"
    })
    void thePageIsFresh(String model, String workload) throws IOException {
        check(workload + " " + model, () -> {
            ServingLadderAnswer answer = ladder(model, workload, NONE);
            List<String> ways = answer.rungs().stream()
                    .flatMap(rung -> rung.ingenuity().keySet().stream())
                    .distinct()
                    .toList();
            StringBuilder text = new StringBuilder("\n" + answer.accelerators() + " chips of each, weights in "
                    + answer.weights() + ".\n\n| chip | on paper | tokens/s/GPU | kept | anew | 80 % band |");
            ways.forEach(way -> text.append(' ').append(way.replace('_', ' ')).append(" |"));
            text.append(" H100e | rows |\n| --- | --- | ---: | ---: | ---: | ---: |");
            text.append(" ---: |".repeat(ways.size() + 2)).append('\n');
            answer.rungs().forEach(rung -> text.append(row(rung, ways)));
            return text.toString();
        });
    }

    private static String row(ServingLadderAnswer.Rung rung, List<String> ways) {
        StringBuilder row = new StringBuilder("| " + rung.accelerator() + " | ");
        row.append(
                rung.nominal().cut() == 0
                        ? "none"
                        : Figure.percent(rung.nominal().cut(), 2) + " "
                                + rung.nominal().quantity());
        row.append(" | ")
                .append(
                        rung.tokensPerSecondPerGpu().isPresent()
                                ? Figure.count(rung.tokensPerSecondPerGpu().getAsDouble(), 3)
                                : "");
        row.append(" | ").append(number(rung.kept())).append(" | ").append(number(rung.replanned()));
        row.append(" | ").append(band(rung));
        ways.forEach(way -> row.append(" | ")
                .append(
                        rung.ingenuity().containsKey(way)
                                ? Figure.plain(rung.ingenuity().get(way), 3)
                                : ""));
        row.append(" | ")
                .append(
                        rung.equivalents().isPresent()
                                ? Figure.plain(rung.equivalents().getAsDouble(), 2)
                                : "");
        return row.append(" | ").append(rung.measuredRows()).append(" |\n").toString();
    }

    private static String band(ServingLadderAnswer.Rung rung) {
        return rung.replanned().isEmpty() ? "" : number(rung.replannedLow()) + " to " + number(rung.replannedHigh());
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Figure.plain(value.getAsDouble(), 3) : "does not fit";
    }

    @Test
    void theRowOfH20IsFresh() throws IOException {
        check("h20", () -> {
            StringBuilder text = new StringBuilder(
                    "\n| workload | times as long as on H100 | 80 % band | measured rows on H20 |\n| --- | ---: | ---: | ---: |\n");
            LadderAnswer train = CHOKEPOINT.ask(
                    new LadderQuestion(
                            "deepseek-v3", Optional.of("h20"), NONE, NONE, NONE, NONE, NONE, new LinkedHashMap<>()),
                    Progress.NONE);
            LadderAnswer.Rung trained = train.rungs().get(0);
            text.append("| training, DeepSeek-V3 | ")
                    .append(number(trained.replanned()))
                    .append(" | ");
            text.append(number(trained.replannedLow())).append(" to ").append(number(trained.replannedHigh()));
            text.append(" | ").append(trained.measuredRows()).append(" |\n");
            for (String model : List.of("deepseek-v3", "llama-3.1-70b", "qwen3-235b-a22b")) {
                text.append(h20(model, "prefill", "4k"));
                text.append(h20(model, "decode", "4k"));
                text.append(h20(model, "decode", "16k"));
            }
            return text.toString();
        });
    }

    private static String h20(String model, String workload, String input) {
        ServingLadderAnswer.Rung rung =
                ladder(model, workload, Optional.of("h20"), input).rungs().get(0);
        return "| " + workload + ", " + model + ", " + input + " in | " + number(rung.replanned()) + " | " + band(rung)
                + " | " + rung.measuredRows() + " |\n";
    }

    private interface Climbing {
        String text();
    }

    private static void check(String block, Climbing climbing) throws IOException {
        String digest = "Constants: " + Catalog.digest(constants()).substring(0, 12) + ".\n";
        if (Boolean.getBoolean("docs.update")) {
            DocBlock.check(PAGE, block, digest + climbing.text());
            return;
        }
        String text = Files.readString(Checkout.path(PAGE));
        String begin = "<!-- generated: " + block + " -->\n";
        assertThat(text.substring(text.indexOf(begin) + begin.length()))
                .as("the ladder of " + block + "; -Ddocs.update=true climbs it anew")
                .startsWith(digest);
    }

    /** Constants of training, and of engines. */
    private static String constants() throws IOException {
        StringBuilder all = new StringBuilder(Checkout.constants());
        try (Stream<Path> files = Files.list(Checkout.path("catalog/engines"))) {
            for (Path file : files.sorted().toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @CsvSource({"llama-3.1-8b, decode", "llama-3.1-8b, prefill", "deepseek-v3, decode"})
    void rungsObeyWhatALadderMeans(String model, String workload) {
        ServingLadderAnswer answer = ladder(model, workload, Optional.of("h100,h800,h20,h200"));
        ServingLadderAnswer.Rung itself = answer.rungs().get(0);
        assertThat(itself.kept()).hasValue(1);
        assertThat(itself.replanned()).hasValue(1);
        assertThat(itself.replannedLow()).hasValue(1);
        assertThat(itself.shares().values()).allMatch(share -> share == 1);
        for (ServingLadderAnswer.Rung rung : answer.rungs()) {
            double anew = rung.replanned().orElseThrow();
            assertThat(anew).isLessThanOrEqualTo(rung.kept().orElse(Double.MAX_VALUE));
            assertThat(anew)
                    .isBetween(
                            rung.replannedLow().orElseThrow(),
                            rung.replannedHigh().orElseThrow());
            double all = rung.ingenuity().get("all");
            rung.ingenuity().values().forEach(each -> {
                assertThat(each).isLessThanOrEqualTo(anew * (1 + 1e-9));
                assertThat(all).isLessThanOrEqualTo(each * (1 + 1e-9));
            });
        }
        assertThat(answer.rungs().get(1).nominal().quantity()).isEqualTo("interconnect");
        assertThat(answer.rungs().get(3).replanned().orElseThrow()).isLessThanOrEqualTo(1);
    }

    @Test
    void h20LosesMoreOfPrefillThanOfDecode() {
        double prefill = ladder("deepseek-v3", "prefill", Optional.of("h20"))
                .rungs()
                .get(0)
                .replanned()
                .orElseThrow();
        double decode = ladder("deepseek-v3", "decode", Optional.of("h20"))
                .rungs()
                .get(0)
                .replanned()
                .orElseThrow();
        assertThat(decode).isLessThan(prefill);
    }

    @Test
    void otherWorkloadsAreRefused() {
        assertThatThrownBy(() -> ladder("deepseek-v3", "decoding", NONE))
                .isInstanceOf(Fault.class)
                .hasMessage("--workload: there is no workload 'decoding'; there are train, prefill, decode, rl.\n"
                        + "Maybe one of: train, prefill, decode, rl.");
    }
}
