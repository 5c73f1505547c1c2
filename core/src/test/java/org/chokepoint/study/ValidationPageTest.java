package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.chokepoint.Checkout;
import org.chokepoint.DocBlock;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/**
 * The page of what was measured. Tables of left-out sources take a fit of half a minute, so they are only held against the digest
 * of what they rest on; {@code -Ddocs.update=true} fits anew.
 */
final class ValidationPageTest {
    private static final String PAGE = "docs/validation.md";

    private final Catalog catalog = new Catalog(Shelf.of(Checkout.path("catalog")), List.of());
    private final Chokepoint chokepoint = new Chokepoint(catalog);

    private ValidateAnswer validate(String table, String by) {
        Optional<String> file = table.isEmpty()
                ? Optional.empty()
                : Optional.of(Checkout.path(table).toString());
        return chokepoint.ask(new ValidateQuestion(file, Optional.of(by)), Progress.NONE);
    }

    @Test
    void stepsAreAsThePageSays() {
        ValidateAnswer answer = validate("", "accelerator");
        ValidateAnswer.Summary s = answer.summary();
        StringBuilder text = new StringBuilder(answer.headline().answer()).append("\n\n");
        text.append(scores("source", answer.bySource()));
        text.append('\n').append(scores("chip", answer.by().orElseThrow().scores()));
        text.append("\nOf memory half of the runs are within ")
                .append(percent(s.memory().allocated().orElseThrow()))
                .append(" (allocated) and ")
                .append(percent(s.memory().device().orElseThrow()))
                .append(" (device); of the steps that ran we say of ")
                .append(percent(s.memory().fits()))
                .append(" that they fit, and of the ")
                .append(s.memory().oomRuns())
                .append(" runs reported out of memory of ")
                .append(percent(s.memory().oom().orElseThrow()))
                .append(" that they don't. ")
                .append(percent(s.bandCoverage().orElseThrow()))
                .append(" of the runs lie in the 80 % band of their class.\n\n");
        text.append(sweeps(answer));
        DocBlock.check(PAGE, "steps", text.toString());
        DocBlock.check(PAGE, "worst", worst(answer));
    }

    @Test
    void peersOnTheirOwnDataAreAsThePageSays() {
        List<ValidateAnswer.Row> own = validate("", "source").rows();
        List<ValidateAnswer.Row> single =
                validate("catalog/measurements/vtrain-single.csv", "source").rows();
        String text = "| data | rows | they say | we |\n| --- | ---: | ---: | ---: |\n"
                + peer("vTrain, several nodes", "14.7 % (profiled)", of(own, "vtm", false))
                + peer("vTrain, one node", "8.4 % (profiled)", of(single, "vts", false))
                + peer("SimuMax, B200, step time", "5.6 %", of(own, "smx", false))
                + peer("SimuMax, B200, memory", "0.46 %", of(own, "smx", true))
                + peer(
                        "Calculon, Korthikanti et al.: first eight step times",
                        "3.65 %",
                        of(own, "kor", false).subList(0, 8));
        DocBlock.check(PAGE, "peers", text);
    }

    private static List<ValidateAnswer.Row> of(List<ValidateAnswer.Row> rows, String source, boolean memory) {
        return rows.stream()
                .filter(row -> row.source().equals(source) && row.predicted().isPresent())
                .filter(row -> memory
                        ? row.metric().startsWith("peak_mem")
                        : row.metric().equals("step_time_s"))
                .toList();
    }

    /** Mean of |predicted/measured − 1|, as the peers count. */
    private static String peer(String data, String they, List<ValidateAnswer.Row> rows) {
        double mean = rows.stream()
                .mapToDouble(row -> Math.abs(row.predicted().orElseThrow() / row.measured() - 1))
                .average()
                .orElseThrow();
        return "| " + data + " | " + rows.size() + " | " + they + " | " + percent(mean) + " |\n";
    }

    @Test
    void scoresHoldWhatWasReached() {
        ValidateAnswer.Summary s = validate("", "source").summary();
        assertThat(s.time().p50()).isLessThan(0.065);
        assertThat(s.time().p90()).isLessThan(0.18);
        assertThat(s.coverage()).isGreaterThan(0.95);
        assertThat(s.memory().allocated().orElseThrow()).isLessThan(0.05);
        assertThat(s.memory().device().orElseThrow()).isLessThan(0.12);
        assertThat(s.bandCoverage().orElseThrow()).isBetween(0.7, 0.9);
        assertThat(s.fittedParameters().l1()
                        + s.fittedParameters().l2()
                        + s.fittedParameters().l3())
                .isLessThanOrEqualTo(60);
    }

    @Test
    void kernelsAndCollectivesAreAsThePageSays() {
        for (String table : List.of("kernels", "collectives")) {
            ValidateAnswer answer = validate("catalog/measurements/" + table + ".csv", "class");
            String text = answer.headline().answer() + "\n\n"
                    + scores("class", answer.by().orElseThrow().scores());
            DocBlock.check(PAGE, table, text);
        }
    }

    @Test
    void servingIsAsThePageSays() {
        ValidateAnswer answer = validate("catalog/measurements/inference.csv", "class");
        StringBuilder text = new StringBuilder(answer.headline().answer()).append("\n\n");
        text.append(scores("figure", answer.by().orElseThrow().scores()));
        for (String by : List.of("source", "engine", "accelerator")) {
            ValidateAnswer.Apart apart =
                    validate("catalog/measurements/inference.csv", by).by().orElseThrow();
            text.append('\n').append(scores(apart.what() + ", all figures", apart.scores()));
        }
        DocBlock.check(PAGE, "serving", text.toString());
    }

    @Test
    void servingHoldsWhatWasReached() {
        List<ValidateAnswer.Serving> figures = validate("catalog/measurements/inference.csv", "class")
                .summary()
                .serving();
        assertThat(figures).extracting(ValidateAnswer.Serving::figure).hasSize(3);
        for (ValidateAnswer.Serving each : figures) {
            switch (each.figure()) {
                case "throughput":
                    assertThat(each.p50()).isLessThan(0.12);
                    assertThat(each.p90()).isLessThan(0.40);
                    assertThat(Math.abs(each.bias())).isLessThan(0.05);
                    break;
                case "time per output token":
                    assertThat(each.p50()).isLessThan(0.13);
                    assertThat(each.p90()).isLessThan(0.35);
                    break;
                default:
                    assertThat(each.bandCoverage()).isBetween(0.7, 0.9);
            }
        }
    }

    @Test
    void leftOutSourcesOfServingAreThoseOfTheseConstants() throws IOException {
        String digest = digest(List.of("inference"));
        if (!Boolean.getBoolean("docs.update")) {
            assertThat(Files.readString(Checkout.path(PAGE)))
                    .as("tables of left-out sources of serving; -Ddocs.update=true fits anew")
                    .contains(digest);
            return;
        }
        Optional<String> none = Optional.empty();
        String file = Checkout.path("catalog/measurements/inference.csv").toString();
        CalibrateAnswer answer = chokepoint.ask(
                new CalibrateQuestion(Optional.of(file), none, none, Optional.of("source")), Progress.NONE);
        CalibrateAnswer.Classes classes = answer.byClass().orElseThrow();
        DocBlock.check(
                PAGE,
                "left out serving",
                digest + "\n" + scores("figure", classes.classes()) + "\nFitted constants:\n\n" + constants(answer));
    }

    @Test
    void leftOutSourcesAreThoseOfTheseConstants() throws IOException {
        String digest = digest(List.of("training"));
        if (!Boolean.getBoolean("docs.update")) {
            assertThat(Files.readString(Checkout.path(PAGE)))
                    .as("tables of left-out sources; -Ddocs.update=true fits anew")
                    .contains(digest);
            return;
        }
        Optional<String> none = Optional.empty();
        CalibrateAnswer answer =
                chokepoint.ask(new CalibrateQuestion(none, none, none, Optional.of("source")), Progress.NONE);
        CalibrateAnswer.LeftOut left = answer.leftOut().orElseThrow();
        StringBuilder text = new StringBuilder(digest);
        text.append("\nSources whose chip family and stack others cover: half within ")
                .append(percent(left.covered().p50()))
                .append(", nine of ten within ")
                .append(percent(left.covered().p90()))
                .append(".\n\n")
                .append(scores("source", left.covered().bySource()))
                .append("\nThe others: half within ")
                .append(percent(left.alone().p50()))
                .append(", nine of ten within ")
                .append(percent(left.alone().p90()))
                .append(".\n\n")
                .append(scores("source", left.alone().bySource()))
                .append("\nFitted constants:\n\n")
                .append(constants(answer));
        DocBlock.check(PAGE, "left out", text.toString());
    }

    @Test
    void leftOutShapesAreThoseOfTheseConstants() throws IOException {
        List<String> tables = List.of("kernels", "collectives");
        String digest = digest(tables);
        if (!Boolean.getBoolean("docs.update")) {
            assertThat(Files.readString(Checkout.path(PAGE)))
                    .as("tables of left-out shapes; -Ddocs.update=true fits anew")
                    .contains(digest);
            return;
        }
        StringBuilder text = new StringBuilder(digest);
        for (String table : tables) {
            Optional<String> none = Optional.empty();
            String file =
                    Checkout.path("catalog/measurements/" + table + ".csv").toString();
            CalibrateAnswer answer = chokepoint.ask(
                    new CalibrateQuestion(Optional.of(file), none, none, Optional.of("shape")), Progress.NONE);
            CalibrateAnswer.Classes classes = answer.byClass().orElseThrow();
            assertThat(classes.p50()).isLessThan(0.13);
            text.append("\nOf ").append(table).append(" half are within ").append(percent(classes.p50()));
            text.append(" and nine of ten within ")
                    .append(percent(classes.p90()))
                    .append(".\n\n");
            text.append(scores("class", classes.classes()));
        }
        DocBlock.check(PAGE, "shapes", text.toString());
    }

    private String digest(List<String> tables) throws IOException {
        StringBuilder all = new StringBuilder(Checkout.constants());
        all.append(tables.contains("inference") ? Checkout.engines() : "");
        for (String table : tables) {
            all.append(Files.readString(Checkout.path("catalog/measurements/" + table + ".csv")));
        }
        return "Constants and table: " + Catalog.digest(all.toString()).substring(0, 12) + ".\n";
    }

    private static String scores(String what, List<ValidateAnswer.Scored> scores) {
        StringBuilder text = new StringBuilder("| " + what + " | runs | half within | 9 of 10 within | bias |\n");
        text.append("| --- | ---: | ---: | ---: | ---: |\n");
        for (ValidateAnswer.Scored each : scores) {
            text.append("| ")
                    .append(each.name())
                    .append(" | ")
                    .append(each.groups())
                    .append(" | ")
                    .append(percent(each.p50()))
                    .append(" | ")
                    .append(percent(each.p90()))
                    .append(" | ")
                    .append(signed(each.bias()))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String sweeps(ValidateAnswer answer) {
        StringBuilder text =
                new StringBuilder("Layouts of one job, put in order (pairs measured more than a twentieth apart):\n\n");
        text.append(
                "| source | job | layouts | pairs | in order | regret |\n| --- | --- | ---: | ---: | ---: | ---: |\n");
        for (ValidateAnswer.Ordered each : answer.sweeps()) {
            text.append("| ").append(each.source()).append(" | ").append(each.job());
            text.append(" | ").append(each.layouts()).append(" | ").append(each.pairs());
            text.append(" | ").append(percent(each.concordance()));
            text.append(" | ").append(percent(each.regret())).append(" |\n");
        }
        return text.toString();
    }

    private static String worst(ValidateAnswer answer) {
        List<ValidateAnswer.Row> rows = new ArrayList<>(answer.rows());
        rows.removeIf(row -> row.logRatio().isEmpty());
        rows.sort(Comparator.comparingDouble(
                (ValidateAnswer.Row row) -> -Math.abs(row.logRatio().getAsDouble())));
        StringBuilder text = new StringBuilder("| row | figure | predicted | measured | ln ratio |\n");
        text.append("| --- | --- | ---: | ---: | ---: |\n");
        for (ValidateAnswer.Row row : rows.subList(0, 20)) {
            text.append("| ").append(row.id()).append(" | ").append(row.metric());
            text.append(" | ").append(Figure.plain(row.predicted().orElseThrow(), 3));
            text.append(" | ").append(Figure.plain(row.measured(), 3));
            text.append(" | ").append(signed(row.logRatio().getAsDouble())).append(" |\n");
        }
        return text.toString();
    }

    private static String constants(CalibrateAnswer answer) {
        StringBuilder text = new StringBuilder("| layer | constant | of | value | error | range |\n");
        text.append("| --- | --- | --- | ---: | ---: | ---: |\n");
        for (CalibrateAnswer.Constant each : answer.constants()) {
            text.append("| ")
                    .append(each.layer())
                    .append(" | `")
                    .append(each.key())
                    .append("` | ");
            text.append(String.join(", ", each.holders())).append(" | ");
            text.append(Figure.json(each.value(), 3)).append(" | ");
            text.append(each.identified() ? percent(each.relativeError()) : "not told")
                    .append(" | ");
            text.append(Figure.json(each.low(), 3)).append(" to ").append(Figure.json(each.high(), 3));
            text.append(" |\n");
        }
        return text.toString();
    }

    private static String percent(double value) {
        return Figure.percent(value, 2);
    }

    private static String signed(double value) {
        return (value < 0 ? "−" : "+") + percent(Math.abs(value));
    }
}
