package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.CalibrateAnswer;
import org.chokepoint.units.Figure;

/** Fitted constants and what they do to the errors. */
public final class CalibrateReport {
    private CalibrateReport() {}

    /** The page. */
    public static Report of(CalibrateAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Fitted constants"));
        blocks.add(table(answer));
        for (CalibrateAnswer.Pair pair : answer.correlations()) {
            blocks.add(new Note("go together (" + Figure.plain(pair.correlation(), 2) + "): " + pair.one() + " and "
                    + pair.other()));
        }
        blocks.add(new Heading("Times with them, by source"));
        blocks.add(ValidateReport.scores("source", answer.inSample().bySource()));
        answer.leftOut().ifPresent(left -> {
            blocks.add(
                    new Heading("Sources that the fit had not seen, chips and stacks measured by others: half within "
                            + ValidateReport.percent(left.covered().p50()) + ", 9 of 10 within "
                            + ValidateReport.percent(left.covered().p90())));
            blocks.add(ValidateReport.scores("source", left.covered().bySource()));
            blocks.add(new Heading("The others: half within "
                    + ValidateReport.percent(left.alone().p50()) + ", 9 of 10 within "
                    + ValidateReport.percent(left.alone().p90())));
            blocks.add(ValidateReport.scores("source", left.alone().bySource()));
            blocks.add(new Heading("80 % bands of measured over predicted ("
                    + ValidateReport.percent(left.bandCoverage()) + " of left-out runs inside)"));
            blocks.add(bands(left.bands()));
        });
        answer.byClass().ifPresent(left -> {
            blocks.add(new Heading("What the fit had not seen: half within " + ValidateReport.percent(left.p50())
                    + ", 9 of 10 within " + ValidateReport.percent(left.p90())));
            blocks.add(ValidateReport.scores("class", left.classes()));
        });
        blocks.add(new Note("To repeat it:"));
        blocks.add(new Report.Code(answer.command()));
        return new Report(blocks);
    }

    /** The constants for spreadsheets. */
    public static Report constants(CalibrateAnswer answer) {
        return new Report(List.of(table(answer)));
    }

    private static Table table(CalibrateAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (CalibrateAnswer.Constant each : answer.constants()) {
            rows.add(List.of(
                    each.layer(),
                    each.key(),
                    String.join(" ", each.holders()),
                    Figure.json(each.value(), 3),
                    each.identified() ? "± " + ValidateReport.percent(each.relativeError()) : "not told",
                    Figure.json(each.before(), 3),
                    Figure.json(each.low(), 3),
                    Figure.json(each.high(), 3)));
        }
        return new Table(
                List.of(
                        Column.words("layer"),
                        Column.words("constant"),
                        Column.words("of"),
                        Column.numbers("value"),
                        Column.numbers("error"),
                        Column.numbers("before"),
                        Column.numbers("low"),
                        Column.numbers("high")),
                rows);
    }

    private static Table bands(List<CalibrateAnswer.Band> bands) {
        List<List<String>> rows = new ArrayList<>();
        for (CalibrateAnswer.Band each : bands) {
            rows.add(List.of(
                    each.family(),
                    each.covered() ? "measured elsewhere" : "not",
                    Figure.plain(each.runs(), 6),
                    Figure.plain(each.low(), 3),
                    Figure.plain(each.high(), 3)));
        }
        return new Table(
                List.of(
                        Column.words("family"),
                        Column.words("stack"),
                        Column.numbers("runs"),
                        Column.numbers("low"),
                        Column.numbers("high")),
                rows);
    }
}
