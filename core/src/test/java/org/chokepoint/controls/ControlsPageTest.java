package org.chokepoint.controls;

import java.util.List;
import java.util.stream.Collectors;
import org.chokepoint.DocBlock;
import org.chokepoint.catalog.Entry;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/** The tables of docs/model/controls.md. */
final class ControlsPageTest {
    private static final String PAGE = "docs/model/controls.md";
    private static final List<String> VINTAGES =
            List.of("us-2022-10-07", "us-2023-11-17", "us-2025-04-09", "us-bill-safe-chips");

    @Test
    void thePageListsEveryRule() {
        StringBuilder out = new StringBuilder("""
                | rule | name | cite | codified | enforced | lines | known from |
                | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (CheckedRule checked : Cases.BOOK.rules()) {
            Rule rule = checked.rule();
            String lines = checked.thresholds().values().stream()
                    .map(Threshold::text)
                    .distinct()
                    .collect(Collectors.joining(", "));
            out.append("| `").append(rule.id()).append("` | ").append(rule.name());
            out.append(" | ").append(rule.cite());
            out.append(" | ").append(periods(rule.codified()));
            out.append(" | ").append(rule.status() == Rule.Status.PROPOSED ? "proposed" : periods(rule.enforced()));
            out.append(" | ").append(lines);
            out.append(" | ").append(rule.confidence().label()).append(" |\n");
        }
        DocBlock.check(PAGE, "rules", out.toString());
    }

    private static String periods(List<Period> periods) {
        return periods.isEmpty()
                ? "never"
                : periods.stream().map(Period::toString).collect(Collectors.joining(", "));
    }

    @Test
    void thePageClassifiesEveryChip() {
        StringBuilder out = new StringBuilder("| chip | TPP | per mm² | I/O GB/s | DRAM GB/s | "
                + String.join(" | ", VINTAGES) + " | review 2026 | nearest change under us-2023-11-17 |\n"
                + "| --- | ---: | ---: | ---: | ---: | --- | --- | --- | --- | --- | --- |\n");
        Transaction deal = Cases.to("CN", "2026-09-01");
        for (Entry<Accelerator> entry : Cases.CATALOG.all(Accelerator.KIND)) {
            Item item = Items.of(entry.value(), entry.provenance());
            out.append("| `").append(item.id()).append("` |");
            for (Measure measure :
                    List.of(Measure.TPP, Measure.PERFORMANCE_DENSITY, Measure.IO, Measure.DRAM_BANDWIDTH)) {
                String text = item.measure(measure).map(measure::text).orElse("");
                out.append(' ')
                        .append(text.replace(" GB/s", "").replace("unknown", "?"))
                        .append(" |");
            }
            for (String vintage : VINTAGES) {
                String paragraph =
                        Cases.verdict(vintage, item, deal).paragraph().orElse("?");
                out.append(' ')
                        .append(paragraph.replace("1758A(c)(1)(A)(ii)", "covered"))
                        .append(" |");
            }
            Review review = Review.of(
                    Cases.rule("us-2026-01-15"), Cases.rule("us-2024-04-04"), item, deal, Cases.BOOK.destinations());
            out.append(' ').append(words(review)).append(" | ");
            out.append(Cases.verdict("us-2023-11-17", item, deal)
                            .nearest()
                            .map(flip -> flip.property().meaning()
                                    + (flip.share() < 0 ? " −" : " +")
                                    + Figure.percent(Math.abs(flip.share()), 2))
                            .orElse(""))
                    .append(" |\n");
        }
        DocBlock.check(PAGE, "chips", out.toString());
    }

    private static String words(Review review) {
        return switch (review) {
            case NOT_APPLICABLE -> "not needed";
            case CASE_BY_CASE -> "case by case";
            case NUMBERS_ONLY -> "numbers only";
            case DENIAL -> "denial";
            default -> "?";
        };
    }
}
