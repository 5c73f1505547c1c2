package org.chokepoint.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Csv;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * 49 worked classifications for a civilian user in China: quantities follow from the catalog, verdicts from the rules. A cell that says
 * that it is not known is not held against us.
 */
final class PublishedCasesTest {
    private static final String DAY = "2026-09-01";

    private static List<Csv.Row> rows() throws IOException {
        String file = "core/src/test/resources/export_control_cases.csv";
        return Csv.read(file, Files.readString(Checkout.path(file))).rows();
    }

    @TestFactory
    List<DynamicTest> quantitiesFollowFromTheCatalog() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.text("device"), () -> {
                    Item chip = Cases.chip(row.text("id"));
                    near(chip, Measure.TPP, row, "tpp", 1);
                    near(chip, Measure.IO, row, "io_gbs", 1e9);
                    near(chip, Measure.DRAM_BANDWIDTH, row, "dram_gbs", 1e9);
                    near(chip, Measure.PERFORMANCE_DENSITY, row, "density", 1e6);
                    assertThat(chip.fact(Fact.DATACENTER))
                            .isEqualTo(Truth.of(row.flag("datacenter").orElseThrow()));
                }))
                .toList();
    }

    private static void near(Item chip, Measure measure, Csv.Row row, String column, double unit) {
        row.number(column).ifPresent(stated -> {
            Interval ours = chip.measure(measure).orElseThrow();
            double most = measure == Measure.PERFORMANCE_DENSITY ? 0.006 : 0.001;
            // a bound counts: the die of TPU v4 is known to be below 600 mm²
            assertThat(ours.low() / unit / stated).as(column).isCloseTo(1, within(most + margin(row, column)));
        });
    }

    /** B200 is listed with 7.7 and 8 TB/s of memory bandwidth. */
    private static double margin(Csv.Row row, String column) {
        return row.text("id").equals("b200-sxm-180gb") && column.equals("dram_gbs") ? 0.04 : 0;
    }

    @TestFactory
    List<DynamicTest> ruleOf2022() throws IOException {
        return cells("rule_2022", row -> {
            RuleVerdict verdict = verdict("us-2022-10-07", row);
            return verdict.controlled() == Truth.YES ? "CONTROLLED" : verdict.controlled() == Truth.NO ? "none" : "?";
        });
    }

    @TestFactory
    List<DynamicTest> paragraphOf2023() throws IOException {
        return cells(
                "paragraph_2023",
                row -> verdict("us-2023-11-17", row)
                        .paragraph()
                        .map(id -> id.replace("3A090.", "").replace("none (Note 2)", "none(N2)"))
                        .orElse("?"));
    }

    @TestFactory
    List<DynamicTest> outcomeOf2023() throws IOException {
        return cells(
                "outcome_2023",
                row -> verdict("us-2023-11-17", row)
                        .policy()
                        .map(policy -> switch (policy) {
                            case PRESUMPTION_OF_DENIAL -> "PoD";
                            case NOTIFICATION -> "NAC";
                            case NO_LICENCE -> "none";
                            default -> policy.words();
                        })
                        .orElse("unknown"));
    }

    @TestFactory
    List<DynamicTest> letterOf2025() throws IOException {
        return cells("letter_2025", row -> verdict("us-2025-04-09", row).controlled() == Truth.YES ? "LICENCE" : "no");
    }

    @TestFactory
    List<DynamicTest> reviewOf2026() throws IOException {
        return cells("review_2026", row -> switch (Review.of(
                Cases.rule("us-2026-01-15"),
                Cases.rule("us-2024-04-04"),
                Cases.chip(row.text("id")),
                Cases.to("CN", DAY),
                Cases.BOOK.destinations())) {
            case NOT_APPLICABLE -> "n/a";
            case CASE_BY_CASE -> "CBC";
            case NUMBERS_ONLY -> "CBC*";
            case DENIAL -> "PoD";
            default -> "?";
        });
    }

    @TestFactory
    List<DynamicTest> tariffOf2026() throws IOException {
        return cells("tariff_2026", row -> {
            Optional<String> band = verdict("us-2026-01-15-tariff", row).paragraph();
            return band.map(id -> id.equals("none") ? "-" : id.replace("band ", ""))
                    .orElse("?");
        });
    }

    private static RuleVerdict verdict(String rule, Csv.Row row) {
        return Cases.verdict(rule, Cases.chip(row.text("id")), Cases.to("CN", DAY));
    }

    private interface Ours {
        String of(Csv.Row row);
    }

    private static List<DynamicTest> cells(String column, Ours ours) throws IOException {
        return rows().stream()
                .filter(row -> !row.text(column).equals("?"))
                .map(row -> DynamicTest.dynamicTest(
                        row.text("device"), () -> assertThat(ours.of(row)).isEqualTo(row.text(column))))
                .toList();
    }
}
