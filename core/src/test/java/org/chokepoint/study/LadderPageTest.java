package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.Checkout;
import org.chokepoint.DocBlock;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ladders. Those of the page take half a minute, so they are only held against the digest of what they rest on; {@code
 * -Ddocs.update=true} climbs them anew.
 */
final class LadderPageTest {
    private static final String PAGE = "docs/ladder.md";
    private static final Chokepoint CHOKEPOINT = new Chokepoint(Checkout.catalog());

    private static LadderAnswer ladder(String model, Optional<String> rungs, Optional<String> gpus) {
        Optional<String> none = Optional.empty();
        return CHOKEPOINT.ask(
                new LadderQuestion(
                        model, rungs, gpus, Optional.of("h800=2000"), none, none, none, new LinkedHashMap<>()),
                Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-v3", "llama-3.1-405b", "dense-1t"})
    void thePageIsFresh(String model) throws IOException {
        String digest = digest();
        if (!Boolean.getBoolean("docs.update")) {
            String text = Files.readString(Checkout.path(PAGE));
            String begin = "<!-- generated: " + model + " -->\n";
            assertThat(text.substring(text.indexOf(begin) + begin.length()))
                    .as("the ladder of " + model + "; -Ddocs.update=true climbs it anew")
                    .startsWith(digest);
            return;
        }
        StringBuilder text = new StringBuilder(digest);
        text.append(
                "\n| chip | on paper | kept | anew | 80 % band | binding | ÷ paper | FP8 | overlap | dispatch | all | H100e | rows |\n");
        text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (LadderAnswer.Rung rung :
                ladder(model, Optional.empty(), Optional.empty()).rungs()) {
            text.append(row(rung));
        }
        DocBlock.check(PAGE, model, text.toString());
    }

    private static String row(LadderAnswer.Rung rung) {
        StringBuilder row = new StringBuilder("| ").append(rung.accelerator()).append(" | ");
        row.append(
                rung.nominal().cut() == 0
                        ? "none"
                        : percent(rung.nominal().cut()) + " " + rung.nominal().quantity());
        row.append(" | ").append(number(rung.kept())).append(" | ").append(number(rung.replanned()));
        row.append(" | ").append(number(rung.replannedLow())).append(" to ").append(number(rung.replannedHigh()));
        double binding = rung.bindingCut().orElse(0);
        row.append(" | ").append(binding <= 0 ? "none" : percent(binding));
        row.append(" | ").append(rung.bindingOverNominal().isPresent() ? number(rung.bindingOverNominal()) : "");
        for (String way : List.of("fp8", "overlap", "node_deduplication", "all")) {
            row.append(" | ").append(Figure.plain(rung.ingenuity().get(way), 3));
        }
        row.append(" | ").append(Figure.plain(rung.equivalents().get("simulated_job"), 2));
        return row.append(" | ").append(rung.measuredRows()).append(" |\n").toString();
    }

    private static String percent(double share) {
        return Figure.percent(share, 2);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Figure.plain(value.getAsDouble(), 3) : "does not fit";
    }

    private static String digest() throws IOException {
        return "Constants: " + Catalog.digest(Checkout.constants()).substring(0, 12) + ".\n";
    }

    @Test
    void rungsObeyWhatALadderMeans() {
        LadderAnswer answer = ladder("llama-3.1-8b", Optional.of("h100,h800,h20"), Optional.of("64"));
        LadderAnswer.Rung itself = answer.rungs().get(0);
        assertThat(itself.kept()).hasValue(1);
        assertThat(itself.replanned()).hasValue(1);
        assertThat(itself.nominal().cut()).isZero();
        assertThat(itself.equivalents().values()).allMatch(share -> share == 1);
        for (LadderAnswer.Rung rung : answer.rungs()) {
            double anew = rung.replanned().orElseThrow();
            assertThat(anew).isLessThanOrEqualTo(rung.kept().orElse(Double.MAX_VALUE));
            double all = rung.ingenuity().get("all");
            rung.ingenuity().values().forEach(each -> {
                assertThat(all).isLessThanOrEqualTo(each * (1 + 1e-9));
                assertThat(each).isLessThanOrEqualTo(anew * (1 + 1e-9));
            });
        }
        LadderAnswer.Rung h800 = answer.rungs().get(1);
        assertThat(h800.nominal().quantity()).isEqualTo("interconnect");
        assertThat(h800.tppCut()).isZero();
        assertThat(h800.stock()).hasValue(2000);
        assertThat(h800.stockEquivalents().orElseThrow())
                .isEqualTo(2000 / h800.replanned().orElseThrow());
        LadderAnswer.Rung h20 = answer.rungs().get(2);
        assertThat(h20.nominal().quantity()).isEqualTo("tpp");
        assertThat(h20.bindingCut().orElseThrow()).isGreaterThan(0.7);
    }
}
