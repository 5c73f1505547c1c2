package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.chokepoint.Checkout;
import org.junit.jupiter.api.Test;

/** How many chips go. */
final class ControlsFleetTest {
    private static final Optional<String> NONE = Optional.empty();

    private static ControlsFleetAnswer ask(
            String rule, String chip, Optional<String> shipments, Optional<String> vendor, String to, String day) {
        return new Chokepoint(Checkout.catalog())
                .ask(
                        new ControlsFleetQuestion(
                                rule,
                                chip,
                                shipments,
                                vendor,
                                NONE,
                                Optional.of("llama-3.1-8b"),
                                Optional.of(to),
                                Optional.of(day)),
                        Progress.NONE);
    }

    @Test
    void halfOfUsShipmentsGoToChina() {
        ControlsFleetAnswer answer = ask("us-2026-01-15", "h200", Optional.of("1M"), NONE, "CN", "2026-09-01");
        assertThat(answer.legalChips()).hasValue(500_000);
        assertThat(answer.legalH100().get("tpp")).isCloseTo(500_000, within(1.0));
        assertThat(answer.legalH100().get("memory_bandwidth")).isCloseTo(500_000L * 4800 / 3350.0, within(1.0));
        assertThat(answer.trainingRunsAYear().orElseThrow()).isPositive();
    }

    @Test
    void whileCustomsBarThemNoneGo() {
        assertThat(ask("us-2026-01-15", "h200", Optional.of("1M"), NONE, "CN", "2026-06-01")
                        .legalChips())
                .hasValue(0);
    }

    @Test
    void theVendorMayBeTheLeast() {
        assertThat(ask("us-2026-01-15", "h200", Optional.of("1M"), Optional.of("300K"), "CN", "2026-09-01")
                        .legalChips())
                .hasValue(300_000);
    }

    @Test
    void whatTheReviewDeniesDoesNotGo() {
        assertThat(ask("us-2026-01-15", "b200", Optional.of("1M"), NONE, "CN", "2026-09-01")
                        .legalChips())
                .hasValue(0);
    }

    @Test
    void lowProcessingPerformanceAndAllocationsAreThoseOfThePublishedArithmetic() {
        ControlsFleetAnswer answer = ask("us-2025-01-13", "h100", NONE, NONE, "IN", "2025-02-01");
        assertThat(answer.limits().get(0).chips()).hasValue(1699);
        assertThat(answer.limits().get(1).chips().orElseThrow()).isCloseTo(49_899, within(2.0));
        assertThat(answer.legalChips()).isEqualTo(answer.limits().get(1).chips());
    }

    @Test
    void ofADomesticChipTheScarcestPartCounts() {
        ControlsFleetAnswer answer = ask("us-2026-01-15", "h200", Optional.of("1M"), NONE, "CN", "2026-09-01");
        assertThat(answer.channels().stream()
                        .filter(each -> each.channel().equals("domestic"))
                        .toList())
                .singleElement()
                .satisfies(each -> assertThat(each.scarcest()).isEqualTo("logic"));
    }
}
