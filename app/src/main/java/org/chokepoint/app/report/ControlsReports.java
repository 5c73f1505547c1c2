package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.chart.PointChart;
import org.chokepoint.app.chart.RegionChart;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Code;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.controls.Policy;
import org.chokepoint.controls.Truth;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.study.AnswerTree;
import org.chokepoint.study.ControlsMapAnswer;
import org.chokepoint.study.ControlsTableAnswer;
import org.chokepoint.study.ControlsTimelineAnswer;
import org.chokepoint.study.ControlsWhatIfAnswer;
import org.chokepoint.study.Headline;
import org.chokepoint.units.Figure;

/** Timelines, tables, maps and what-ifs of export controls, as pages, tables and pictures. */
public final class ControlsReports {
    private static final double TPP_LOW = 300;
    private static final double TPP_HIGH = 100_000;
    private static final double DENSITY_LOW = 1;
    private static final double DENSITY_HIGH = 60;

    private ControlsReports() {}

    private static Report page(Headline headline, String heading, Table table, Evidence evidence, String notice) {
        List<Block> blocks = new ArrayList<>(Report.headline(headline));
        blocks.add(new Heading(heading));
        blocks.add(table);
        evidence.notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note(notice + " Data of " + evidence.dataDate() + ", catalog " + evidence.catalogDigest()
                + ". To repeat it:"));
        blocks.add(new Code(evidence.command()));
        return new Report(blocks);
    }

    /** The page of a timeline. */
    public static Report of(ControlsTimelineAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ControlsTimelineAnswer.Stretch stretch : answer.stretches()) {
            rows.add(List.of(
                    stretch.from(),
                    stretch.until().orElse(""),
                    words(stretch.codified()),
                    words(stretch.enforced()),
                    stretch.importing()
                            .filter(Policy.NO_LICENCE::equals)
                            .map(none -> "no bar")
                            .orElseGet(() -> words(stretch.importing())),
                    String.join(", ", stretch.because()),
                    String.join(" ", stretch.practice())));
        }
        Table table = new Table(
                List.of(
                        Column.words("from"),
                        Column.words("until"),
                        Column.words("on paper"),
                        Column.words("enforced"),
                        Column.words("importing side"),
                        Column.words("enforced by"),
                        Column.words("in practice")),
                rows);
        String heading = "Demands on " + answer.item() + " to " + answer.to();
        return page(answer.headline(), heading, table, answer.evidence(), answer.notice());
    }

    /** A row for each stretch, for spreadsheets. */
    public static Report rows(ControlsTimelineAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ControlsTimelineAnswer.Stretch stretch : answer.stretches()) {
            rows.add(List.of(
                    stretch.from(),
                    stretch.until().orElse(""),
                    word(stretch.codified()),
                    word(stretch.enforced()),
                    word(stretch.importing()),
                    String.join(";", stretch.because()),
                    String.join(" ", stretch.practice())));
        }
        return new Report(List.of(new Table(
                List.of(
                        Column.words("from"),
                        Column.words("until"),
                        Column.words("codified"),
                        Column.words("enforced"),
                        Column.words("importing"),
                        Column.words("because"),
                        Column.words("practice")),
                rows)));
    }

    /** The page of a rule's table. */
    public static Report of(ControlsTableAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ControlsTableAnswer.Row row : answer.chips()) {
            rows.add(List.of(
                    row.accelerator(),
                    plain(row.tpp(), 6),
                    plain(row.densityTppPerSquareMillimeter(), 3),
                    gigabytes(row.ioBytesPerSecond()),
                    gigabytes(row.memoryBytesPerSecond()),
                    row.datacenter() == Truth.UNKNOWN ? "unknown" : AnswerTree.word(row.datacenter()),
                    row.paragraph().orElse("unknown"),
                    words(row.policy()),
                    row.review().map(AnswerTree::word).orElse("").replace('-', ' '),
                    row.nearest()
                            .map(name -> name + " " + signed(row.nearestShare().getAsDouble()))
                            .orElse("")));
        }
        Table table = new Table(
                List.of(
                        Column.words("chip"),
                        Column.numbers("TPP"),
                        Column.numbers("per mm²"),
                        Column.numbers("I/O GB/s"),
                        Column.numbers("DRAM GB/s"),
                        Column.words("datacenter"),
                        Column.words("paragraph"),
                        Column.words("demand"),
                        Column.words("review"),
                        Column.words("nearest change")),
                rows);
        return page(answer.headline(), "Chips under " + answer.rule(), table, answer.evidence(), answer.notice());
    }

    /** A row for each chip, for spreadsheets. */
    public static Report rows(ControlsTableAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ControlsTableAnswer.Row row : answer.chips()) {
            rows.add(List.of(
                    row.accelerator(),
                    json(row.tpp()),
                    json(row.densityTppPerSquareMillimeter()),
                    json(row.ioBytesPerSecond()),
                    json(row.linkBytesPerSecond()),
                    json(row.memoryBytesPerSecond()),
                    AnswerTree.word(row.datacenter()),
                    AnswerTree.word(row.controlled()),
                    row.paragraph().orElse(""),
                    word(row.policy()),
                    row.review().map(AnswerTree::word).orElse(""),
                    row.nearest().orElse(""),
                    json(row.nearestShare())));
        }
        return new Report(List.of(new Table(
                List.of(
                        Column.words("accelerator"),
                        Column.numbers("tpp"),
                        Column.numbers("density_tpp_per_square_millimeter"),
                        Column.numbers("io_bytes_per_second"),
                        Column.numbers("link_bytes_per_second"),
                        Column.numbers("memory_bytes_per_second"),
                        Column.words("datacenter"),
                        Column.words("controlled"),
                        Column.words("paragraph"),
                        Column.words("policy"),
                        Column.words("review"),
                        Column.words("nearest"),
                        Column.numbers("nearest_share")),
                rows)));
    }

    /** The page of a what-if. */
    public static Report of(ControlsWhatIfAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ControlsWhatIfAnswer.Flip flip : answer.flips()) {
            rows.add(List.of(
                    flip.accelerator(),
                    flip.kind(),
                    flip.paragraphBefore().orElse("unknown") + ": " + words(flip.policyBefore()),
                    flip.paragraphAfter().orElse("unknown") + ": " + words(flip.policyAfter()),
                    words(flip.policyBeside())));
        }
        Table table = new Table(
                List.of(
                        Column.words("chip"),
                        Column.words(""),
                        Column.words(answer.against()),
                        Column.words(answer.rule()),
                        Column.words("both")),
                rows);
        String heading = "Chips that flip; " + answer.unchanged() + " don't";
        return page(answer.headline(), heading, table, answer.evidence(), answer.notice());
    }

    /** A row for each flip, for spreadsheets. */
    public static Report rows(ControlsWhatIfAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ControlsWhatIfAnswer.Flip flip : answer.flips()) {
            rows.add(List.of(
                    flip.accelerator(),
                    flip.kind(),
                    flip.paragraphBefore().orElse(""),
                    word(flip.policyBefore()),
                    flip.paragraphAfter().orElse(""),
                    word(flip.policyAfter()),
                    word(flip.policyBeside())));
        }
        return new Report(List.of(new Table(
                List.of(
                        Column.words("accelerator"),
                        Column.words("kind"),
                        Column.words("paragraph_before"),
                        Column.words("policy_before"),
                        Column.words("paragraph_after"),
                        Column.words("policy_after"),
                        Column.words("policy_beside")),
                rows)));
    }

    /** The page of a map: its regions. */
    public static Report of(ControlsMapAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ControlsMapAnswer.RuleMap map : answer.maps()) {
            for (ControlsMapAnswer.Region region : map.regions()) {
                rows.add(List.of(
                        map.rule(),
                        range(region.tppLow(), region.tppHigh(), 6),
                        range(region.densityLow(), region.densityHigh(), 3),
                        region.policy().words() + (region.sure() ? "" : " (other lines too)")));
            }
        }
        Table table = new Table(
                List.of(
                        Column.words("rule"),
                        Column.words("TPP"),
                        Column.words("TPP per mm²"),
                        Column.words("demand, for datacenters")),
                rows);
        return page(answer.headline(), "Regions", table, answer.evidence(), answer.notice());
    }

    private static String range(double low, OptionalDouble high, int digits) {
        if (high.isEmpty()) {
            return low == 0 ? "any" : "from " + Figure.plain(low, digits);
        }
        String end = Figure.plain(high.getAsDouble(), digits);
        return low == 0 ? "below " + end : Figure.plain(low, digits) + " to below " + end;
    }

    /** A picture for each rule. */
    public static List<Chart> charts(ControlsMapAnswer answer) {
        return answer.maps().stream().map(map -> chart(map, answer.to())).toList();
    }

    private static Chart chart(ControlsMapAnswer.RuleMap map, String to) {
        Map<String, List<PointChart.Point>> groups = new LinkedHashMap<>();
        for (ControlsMapAnswer.Chip chip : map.chips()) {
            boolean caught =
                    chip.policy().filter(policy -> policy != Policy.NO_LICENCE).isPresent();
            String group = (caught ? "caught" : "not caught") + (chip.datacenter() ? "" : ", not for datacenters");
            groups.computeIfAbsent(group, none -> new ArrayList<>())
                    .add(new PointChart.Point(
                            chip.tpp(), chip.densityTppPerSquareMillimeter(), chip.reported(), chip.accelerator()));
        }
        List<PointChart.Series> series = new ArrayList<>();
        for (String group :
                List.of("caught", "caught, not for datacenters", "not caught", "not caught, not for datacenters")) {
            if (groups.containsKey(group)) {
                series.add(new PointChart.Series(group, false, groups.get(group)));
            }
        }
        List<RegionChart.Region> regions = map.regions().stream()
                .map(region -> new RegionChart.Region(
                        region.policy().words() + (region.sure() ? "" : " (other lines too)"),
                        region.tppLow(),
                        region.tppHigh(),
                        region.densityLow(),
                        region.densityHigh()))
                .toList();
        return RegionChart.of(
                map.rule() + ", exports to " + to,
                map.name(),
                new RegionChart.Axis("TPP", TPP_LOW, TPP_HIGH),
                new RegionChart.Axis("performance density (TPP per mm²)", DENSITY_LOW, DENSITY_HIGH),
                regions,
                series);
    }

    private static String plain(OptionalDouble value, int digits) {
        return value.isPresent() ? Figure.plain(value.getAsDouble(), digits) : "unknown";
    }

    private static String gigabytes(OptionalDouble value) {
        return value.isPresent() ? Figure.plain(Math.rint(value.getAsDouble() / 1e9), 9) : "unknown";
    }

    private static String json(OptionalDouble value) {
        return value.isPresent() ? Figure.json(value.getAsDouble()) : "";
    }

    private static String signed(double share) {
        return (share < 0 ? "−" : "+") + Figure.percent(Math.abs(share), 2);
    }

    private static String words(Optional<Policy> policy) {
        return policy.map(Policy::words).orElse("unknown");
    }

    private static String word(Optional<Policy> policy) {
        return policy.map(AnswerTree::word).orElse("");
    }
}
