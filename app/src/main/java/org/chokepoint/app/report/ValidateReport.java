package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.chart.PointChart;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.ValidateAnswer;
import org.chokepoint.units.Figure;

/** Predictions against measurements, as a page, a table and a picture. */
public final class ValidateReport {
    private static final int WORST = 20;

    private ValidateReport() {}

    /** The page. */
    public static Report of(ValidateAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Time by source"));
        blocks.add(scores("source", answer.bySource()));
        answer.by().filter(by -> !by.what().equals("source")).ifPresent(by -> {
            blocks.add(new Heading("Time by " + by.what()));
            blocks.add(scores(by.what(), by.scores()));
        });
        ValidateAnswer.Memory memory = answer.summary().memory();
        if (memory.allocated().isPresent()
                || memory.reserved().isPresent()
                || memory.device().isPresent()
                || memory.oom().isPresent()) {
            blocks.add(new Heading("Memory"));
            blocks.add(memory(memory));
        }
        if (!answer.sweeps().isEmpty()) {
            blocks.add(new Heading("Layouts of one job in order ("
                    + percent(answer.summary().time().concordance()) + " of pairs measured more than 5 % apart)"));
            blocks.add(sweeps(answer.sweeps()));
        }
        blocks.add(new Heading("Where we are most wrong"));
        blocks.add(worst(answer));
        for (ValidateAnswer.Skipped each : answer.skipped()) {
            blocks.add(new Note("not predicted (" + Figure.plain(each.rows(), 7) + "): " + each.because()));
        }
        blocks.add(new Note("To repeat it:"));
        blocks.add(new Report.Code(answer.command()));
        return new Report(blocks);
    }

    static Table scores(String what, List<ValidateAnswer.Scored> scores) {
        List<List<String>> rows = new ArrayList<>();
        for (ValidateAnswer.Scored each : scores) {
            rows.add(List.of(
                    each.name(),
                    Figure.plain(each.groups(), 6),
                    percent(each.p50()),
                    percent(each.p90()),
                    signed(each.bias())));
        }
        return new Table(
                List.of(
                        Column.words(what),
                        Column.numbers("runs"),
                        Column.numbers("half within"),
                        Column.numbers("9 of 10 within"),
                        Column.numbers("bias")),
                rows);
    }

    private static Table memory(ValidateAnswer.Memory memory) {
        return new Table(
                List.of(Column.words("kind"), Column.numbers("half within")),
                List.of(
                        List.of("allocated", percent(memory.allocated())),
                        List.of("reserved", percent(memory.reserved())),
                        List.of("device", percent(memory.device())),
                        List.of("steps that ran and fit, as we say", percent(memory.fits())),
                        List.of("runs out of memory that don't fit, as we say", oom(memory))));
    }

    private static String oom(ValidateAnswer.Memory memory) {
        return memory.oom().isPresent()
                ? percent(memory.oom()) + " of " + Figure.plain(memory.oomRuns(), 6)
                : "none reported";
    }

    private static Table sweeps(List<ValidateAnswer.Ordered> sweeps) {
        List<List<String>> rows = new ArrayList<>();
        for (ValidateAnswer.Ordered each : sweeps) {
            rows.add(List.of(
                    each.source(),
                    each.job(),
                    Figure.plain(each.layouts(), 5),
                    Figure.plain(each.pairs(), 7),
                    percent(each.concordance()),
                    percent(each.regret())));
        }
        return new Table(
                List.of(
                        Column.words("source"),
                        Column.words("job"),
                        Column.numbers("layouts"),
                        Column.numbers("pairs"),
                        Column.numbers("in order"),
                        Column.numbers("regret")),
                rows);
    }

    private static Table worst(ValidateAnswer answer) {
        List<List<String>> rows = answer.rows().stream()
                .filter(row -> row.logRatio().isPresent())
                .sorted((a, b) -> Double.compare(size(b), size(a)))
                .limit(WORST)
                .map(row -> List.of(
                        row.id(),
                        row.metric(),
                        Figure.plain(row.predicted().orElseThrow(), 3),
                        Figure.plain(row.measured(), 3),
                        signed(row.logRatio().getAsDouble())))
                .toList();
        return new Table(
                List.of(
                        Column.words("row"),
                        Column.words("figure"),
                        Column.numbers("predicted"),
                        Column.numbers("measured"),
                        Column.numbers("ln ratio")),
                rows);
    }

    private static double size(ValidateAnswer.Row row) {
        return Math.abs(row.logRatio().orElse(0));
    }

    /** Every row for spreadsheets. */
    public static Report rows(ValidateAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ValidateAnswer.Row each : answer.rows()) {
            rows.add(List.of(
                    each.id(),
                    each.source(),
                    each.metric(),
                    number(each.predicted()),
                    Figure.json(each.measured()),
                    number(each.logRatio()),
                    number(each.lower()),
                    number(each.upper()),
                    number(each.stepSeconds()),
                    each.skippedBecause()));
        }
        return new Report(List.of(new Table(
                List.of(
                        Column.words("id"),
                        Column.words("source"),
                        Column.words("metric"),
                        Column.numbers("predicted"),
                        Column.numbers("measured"),
                        Column.numbers("log_ratio"),
                        Column.numbers("lower"),
                        Column.numbers("upper"),
                        Column.numbers("step_seconds"),
                        Column.words("skipped_because")),
                rows)));
    }

    /** Predicted over measured step times, a series for each source. */
    public static List<Chart> charts(ValidateAnswer answer) {
        Map<String, List<PointChart.Point>> points = new LinkedHashMap<>();
        for (ValidateAnswer.Row row : answer.rows()) {
            boolean time =
                    !row.metric().startsWith("peak_mem") && row.logRatio().isPresent();
            if (time && row.stepSeconds().isPresent()) {
                boolean rate = !row.metric().equals("step_time_s");
                double ratio = row.measured() / row.predicted().orElseThrow();
                double predicted = row.stepSeconds().getAsDouble();
                double measured = rate ? predicted / ratio : predicted * ratio;
                points.computeIfAbsent(row.source(), source -> new ArrayList<>())
                        .add(new PointChart.Point(measured, predicted, false, ""));
            }
        }
        List<PointChart.Series> series = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (List<PointChart.Point> own : points.values()) {
            for (PointChart.Point each : own) {
                least = Math.min(least, each.x());
                most = Math.max(most, each.x());
            }
        }
        if (most > 0) {
            series.add(new PointChart.Series(
                    "equal",
                    true,
                    List.of(
                            new PointChart.Point(least, least, false, ""),
                            new PointChart.Point(most, most, false, ""))));
        }
        points.forEach((source, own) -> series.add(new PointChart.Series(source, false, own)));
        return List.of(PointChart.of(
                "Predicted and measured step times",
                "on the line both agree",
                new PointChart.Axis("measured, s", true),
                new PointChart.Axis("predicted, s", true),
                series));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Figure.json(value.getAsDouble()) : "";
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent() ? percent(value.getAsDouble()) : "no row";
    }

    static String percent(double value) {
        return Figure.percent(value, 2);
    }

    private static String signed(double value) {
        return (value < 0 ? "−" : "+") + Figure.percent(Math.abs(value), 2);
    }
}
