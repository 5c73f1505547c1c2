package org.chokepoint.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Overlay;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule may not say, with the place and what to do. */
final class RefusalsTest {
    private static final String RULE = """
            kind: rule
            id: mine
            name: A rule of mine
            authority: us
            status: proposed
            layer: control
            series: mine
            published: 2026-01-02
            thresholds:
              line: 4000 TPP
            paragraphs:
              - id: a
                text: above the line
                when: {kind: comparison, sum: {tpp: 1}, is: ge, threshold: line}
            outcomes:
              - {paragraphs: [a], to: [d5], policy: denial}
            confidence: assumption
            sources: [{title: mine, url: none, date: 2026-01-02, grade: assumption}]
            """;

    @TempDir
    Path folder;

    private Rulebook read(String rule) throws IOException {
        Path file = folder.resolve("mine.yaml");
        Files.writeString(file, rule);
        return Rulebook.read(new Catalog(Shelf.of(Checkout.path("catalog")), List.of(Overlay.of(file))));
    }

    @Test
    void theRuleItselfIsFine() throws IOException {
        assertThat(read(RULE).named("mine", Cases.HERE).thresholds().get("line").value())
                .isEqualTo(4000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            line: 4000 TPP       | line: 4000          | mine.yaml:10:9: line (4000) has no unit; expected TPP. | write it like 4800 TPP.
            line: 4000 TPP       | line: 4000 GB/s     | mine.yaml:10:9: line (4000 GB/s) has the wrong unit 'GB/s' | write it like 4800 TPP.
            line: 4000 TPP       | line: 0 TPP         | mine.yaml:10:9: line (0 TPP) must be above zero. | write it like 4800 TPP.
            sum: {tpp: 1}        | sum: {tpq: 1}       | 14:41: 'sum' must be one of tpp, performance-density, | you meant tpp.
            sum: {tpp: 1}        | sum: {tpp: 1, io: 1} | 14:11: a sum needs quantities of one dimension. | one of the values in this mapping is a slip.
            sum: {tpp: 1}        | sum: {tpp: 0}       | 14:11: a comparison needs a sum of quantities with factors above zero. | one of the values
            threshold: line}     | threshold: lime}    | 10:9: the threshold 'line' is compared with nothing. | you meant lime.
            is: ge               | is: eq              | 'is' must be one of ge, gt, lt, le, found 'eq'. | ge
            kind: comparison     | kind: comparing     | 'kind' must be one of all, any, not, comparison, holds, named, always | you meant comparison.
            published: 2026-01-02 | published: 2026-13-02 | 8:12: '2026-13-02' is no day of the calendar. | a digit is a slip.
            published: 2026-01-02 | published: 2026     | 8:12: '2026' is no day. | write it like 2023-11-17.
            to: [d5]             | to: [d6]            | 16:28: 'd6' is neither a country group nor a country. | you meant a6 or d1 or d4.
            paragraphs: [a], to  | paragraphs: [b], to | 16:19: an outcome names the paragraph 'b', which the rule lacks. | you meant a.
            policy: denial       | policy: refusal     | 'policy' must be one of no-licence, | one of
            series: mine         | series: mine§codified: [{from: 2025-01-01, until: 2024-01-01}] | 8:38: the period ends on 2024-01-01, before it begins. | from and until are swapped.
            series: mine         | series: mine§superseded_by: us-2023-11-71 | 8:16: there is no rule 'us-2023-11-71'. | you meant us-2023-11-17
            series: mine         | series: 3a090§codified: [{from: 2024-01-01, until: 2024-06-30}] | codified 2024-01-01 to 2024-06-30 overlaps with us-2023-11-17 (2023-11-17 to 2024-04-03), which is of the series '3a090', too. | end that one with until: 2023-12-31, or name another series.
            series: mine         | series: 3a090§enforced: [{from: 2026-01-01}] | enforced 2026-01-01 on overlaps with us-2024-04-04 | end that one with until: 2025-12-31
            layer: control       | layer: control§wire: 3 | the key 'wire' is unknown here. | Maybe
            """)
    void isRefused(String before, String after, String what, String maybe) {
        String rule = RULE.replace(before, after.replace("§", "\n"));
        assertThat(rule).isNotEqualTo(RULE);
        assertThatThrownBy(() -> read(rule))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("mine.yaml:")
                .hasMessageContaining(what)
                .hasMessageContaining("\nMaybe ")
                .hasMessageContaining(maybe);
    }

    @Test
    void aThresholdThatIsMissingIsNamed() {
        String rule = RULE.replace("  line: 4000 TPP\n", "").replace("thresholds:\n", "");
        assertThatThrownBy(() -> read(rule))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("12:64: there is no threshold 'line'.");
    }
}
