package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.chart.PointChart;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Code;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.study.ServeAnswer;
import org.chokepoint.study.ServeAnswer.Row;
import org.chokepoint.units.Figure;

/** What serving gives, as a page and a picture. */
public final class ServeReport {
    /** Lines of the table of the front; the rest is in JSON and CSV. */
    private static final int LINES = 12;

    private ServeReport() {}

    /** The page. */
    public static Report of(ServeAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("The best deployment"));
        blocks.add(ServeTables.best(answer));
        answer.simulated().ifPresent(simulated -> {
            blocks.add(new Heading("What becomes of " + simulated.requests()));
            blocks.add(ServeTables.percentiles(simulated));
            blocks.add(ServeTables.simulated(simulated));
        });
        blocks.add(new Heading("Where the time of its iterations goes"));
        blocks.add(ServeTables.iterations(answer));
        if (!answer.others().isEmpty()) {
            blocks.add(new Heading("The next deployments, each at its best batch"));
            blocks.add(ServeTables.deployments(answer.others()));
        }
        blocks.add(new Heading("Output of a chip against speed for a user: none of these is beaten in both"));
        blocks.add(ServeTables.deployments(some(answer.front())));
        blocks.add(new Heading("What became of the layouts"));
        blocks.add(ServeTables.ruledOut(answer));
        blocks.add(new Note(
                "TTFT: from a request's arrival to its first token, waiting included. TPOT: time per output token behind the "
                        + "first, on average over a request. Both are means. Output of a chip: output tokens over all chips, idle ones with "
                        + "them. Bands: " + answer.band().restsOn() + "."));
        answer.evidence().notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note("Data of " + answer.evidence().dataDate() + ", catalog "
                + answer.evidence().catalogDigest() + ". To repeat it:"));
        blocks.add(new Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static List<Row> some(List<Row> rows) {
        if (rows.size() <= LINES) {
            return rows;
        }
        List<Row> some = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            some.add(rows.get(i * (rows.size() - 1) / (LINES - 1)));
        }
        return some;
    }

    /** The front, with the best deployment and the next ones. */
    public static Chart chart(ServeAnswer answer) {
        List<PointChart.Series> series = new ArrayList<>();
        series.add(new PointChart.Series("not beaten in both", true, points(answer.front())));
        series.add(new PointChart.Series("best within the limits", false, unnamed(List.of(answer.best()))));
        if (!answer.others().isEmpty()) {
            series.add(new PointChart.Series("next deployments", false, unnamed(answer.others())));
        }
        return PointChart.of(
                answer.work().model() + " on " + Figure.plain(answer.machine().accelerators(), 7) + " "
                        + answer.machine().accelerator(),
                answer.work().weights() + ", "
                        + Figure.plain(Math.rint(answer.work().inputTokens()), 9) + " tokens in, "
                        + Figure.plain(Math.rint(answer.work().outputTokens()), 9) + " out, "
                        + answer.machine().engine(),
                new PointChart.Axis("output tokens/s for a user", false),
                new PointChart.Axis("output tokens/s of a chip", false),
                series);
    }

    /** Points, with the deployment beside the first of those that share it. */
    private static List<PointChart.Point> points(List<Row> rows) {
        List<PointChart.Point> points = new ArrayList<>();
        String before = "";
        for (Row row : rows) {
            String words =
                    row.prefill().map(reads -> ServeTables.words(reads) + " + ").orElse("")
                            + ServeTables.words(row.generate());
            points.add(new PointChart.Point(
                    row.outputTokensPerSecondPerUser(),
                    row.outputTokensPerSecondPerGpu(),
                    false,
                    words.equals(before) ? "" : words));
            before = words;
        }
        return points;
    }

    private static List<PointChart.Point> unnamed(List<Row> rows) {
        return rows.stream()
                .map(row -> new PointChart.Point(
                        row.outputTokensPerSecondPerUser(), row.outputTokensPerSecondPerGpu(), false, ""))
                .toList();
    }
}
