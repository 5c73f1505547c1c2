package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.PostTrainAnswer;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.units.Figure;

/** What a post-training run takes, as a page and as a table. */
public final class PostTrainReport {
    private static final int DIGITS = 3;

    /** Ranges that the page shows. */
    private static final int SHOWN = 8;

    private PostTrainReport() {}

    /** The page. */
    public static Report of(PostTrainAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Stages"));
        blocks.add(stages(answer));
        blocks.add(new Note(
                "tail: what a batch of outputs takes beyond instances that are always full; live: outputs under way on an "
                        + "instance, on average"));
        blocks.add(new Heading("Where the chip-hours go"));
        blocks.add(parts(answer));
        answer.published().ifPresent(published -> {
            blocks.add(new Heading("Beside what is published"));
            blocks.add(published(published));
            blocks.add(new Note(published.source()));
        });
        blocks.add(new Heading("What would move it"));
        blocks.add(ranges(answer));
        answer.evidence().notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note("To repeat it:"));
        blocks.add(new Report.Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static Table stages(PostTrainAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (PostTrainAnswer.Stage stage : answer.stages()) {
            rows.add(List.of(
                    stage.name(),
                    count(stage.updates()),
                    count(stage.outputs()),
                    count(stage.generatedTokens()),
                    duration(stage.batchSeconds()),
                    tail(stage),
                    stage.batchMeanLive().isPresent()
                            ? Figure.plain(stage.batchMeanLive().getAsDouble(), DIGITS)
                            : "",
                    Figure.duration(stage.seconds(), DIGITS),
                    Figure.count(stage.gpuHours(), DIGITS)));
        }
        PostTrainAnswer.Run run = answer.run();
        rows.add(List.of(
                "all",
                count(run.updates()),
                count(run.outputs()),
                count(run.generatedTokens()),
                "",
                "",
                "",
                Figure.duration(
                        run.gpuHoursProductive() * 3600 / answer.machine().accelerators(), DIGITS),
                Figure.count(run.gpuHoursProductive(), DIGITS)));
        return new Table(
                List.of(
                        Column.words("stage"),
                        Column.numbers("updates"),
                        Column.numbers("outputs"),
                        Column.numbers("tokens"),
                        Column.numbers("batch"),
                        Column.numbers("tail"),
                        Column.numbers("live"),
                        Column.numbers("time"),
                        Column.numbers("GPU-hours")),
                rows);
    }

    private static String count(double value) {
        return value == 0 ? "" : Figure.count(value, DIGITS);
    }

    private static String duration(OptionalDouble seconds) {
        return seconds.isPresent() ? Figure.duration(seconds.getAsDouble(), DIGITS) : "";
    }

    private static String tail(PostTrainAnswer.Stage stage) {
        return stage.batchSeconds().isPresent()
                ? Figure.percent(
                        1
                                - stage.batchSteadySeconds().getAsDouble()
                                        / stage.batchSeconds().getAsDouble(),
                        2)
                : "";
    }

    private static Table parts(PostTrainAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        double all = answer.run().gpuHoursProductive();
        for (Map.Entry<String, Double> part : answer.parts().entrySet()) {
            if (part.getValue() > 0) {
                rows.add(List.of(
                        part.getKey(),
                        Figure.count(part.getValue(), DIGITS),
                        Figure.percent(part.getValue() / all, 2)));
            }
        }
        return new Table(List.of(Column.words("part"), Column.numbers("GPU-hours"), Column.numbers("of all")), rows);
    }

    private static Table published(TrainAnswer.Comparison published) {
        List<List<String>> rows = new ArrayList<>();
        for (TrainAnswer.Row row : published.rows()) {
            String sign = row.relativeError() < 0 ? "−" : "+";
            rows.add(List.of(
                    Labels.of(row.figure()).replaceFirst("^together\\.", ""),
                    Figure.count(row.reported(), DIGITS),
                    Figure.count(row.ours(), DIGITS),
                    sign + Figure.percent(Math.abs(row.relativeError()), 2)));
        }
        return new Table(
                List.of(
                        Column.words("figure"),
                        Column.numbers("published"),
                        Column.numbers("ours"),
                        Column.numbers("off")),
                rows);
    }

    private static Table ranges(PostTrainAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (PostTrainAnswer.Range range :
                answer.ranges().subList(0, Math.min(SHOWN, answer.ranges().size()))) {
            rows.add(List.of(
                    range.path(),
                    range.meaning(),
                    Figure.count(range.lowGpuHours(), DIGITS) + " to " + Figure.count(range.highGpuHours(), DIGITS)));
        }
        return new Table(List.of(Column.words("over its range"), Column.words(""), Column.numbers("GPU-hours")), rows);
    }

    /** A row for each stage, for spreadsheets. */
    public static Report rows(PostTrainAnswer answer) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.words("run"),
                Column.words("stage"),
                Column.words("part"),
                Column.numbers("updates"),
                Column.numbers("outputs"),
                Column.numbers("generated_tokens"),
                Column.numbers("seconds"),
                Column.numbers("gpu_hours")));
        answer.parts().keySet().forEach(part -> columns.add(Column.numbers(part + "_gpu_hours")));
        List<List<String>> rows = new ArrayList<>();
        for (PostTrainAnswer.Stage stage : answer.stages()) {
            List<String> row = new ArrayList<>(List.of(
                    stage.run(),
                    stage.name(),
                    stage.part(),
                    Figure.json(stage.updates()),
                    Figure.json(stage.outputs()),
                    Figure.json(stage.generatedTokens()),
                    Figure.json(stage.seconds()),
                    Figure.json(stage.gpuHours())));
            stage.parts().values().forEach(part -> row.add(Figure.json(part)));
            rows.add(row);
        }
        return new Report(List.of(new Table(columns, rows)));
    }
}
