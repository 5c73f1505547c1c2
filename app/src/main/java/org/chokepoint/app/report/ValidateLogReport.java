package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Sentence;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.ValidateLogAnswer;
import org.chokepoint.units.Figure;

/** A run that has begun against the prediction of it, as a page and a table. */
public final class ValidateLogReport {
    private static final int DIGITS = 3;

    private ValidateLogReport() {}

    /** The page. */
    public static Report of(ValidateLogAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Where a step's time goes"));
        blocks.add(phases(answer));
        blocks.add(new Heading("What it may come from"));
        if (answer.hints().isEmpty()) {
            blocks.add(new Sentence("Nothing in the log stands out.", false));
        }
        answer.hints().forEach(hint -> blocks.add(new Sentence(hint.text(), false)));
        blocks.add(new Heading("Memory"));
        blocks.add(memory(answer.memory()));
        if (!answer.timers().isEmpty()) {
            blocks.add(new Heading("Timers of the log"));
            blocks.add(timers(answer));
        }
        blocks.add(new Heading("The run"));
        blocks.add(run(answer));
        answer.notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note("To repeat it:"));
        blocks.add(new Report.Code(answer.command()));
        return new Report(blocks);
    }

    private static Table phases(ValidateLogAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        ValidateLogAnswer.Step step = answer.step();
        for (ValidateLogAnswer.Phase phase : answer.phases()) {
            String indent = phase.within().isPresent() ? "· " : "";
            rows.add(List.of(
                    indent + phase.name().replace('_', ' '),
                    time(phase.measuredSeconds()),
                    time(phase.predictedSeconds()),
                    gap(phase.gapSeconds()),
                    bar(phase.gapSeconds(), step.measuredSeconds())));
        }
        double gap = step.measuredSeconds() - step.predictedSeconds();
        rows.add(List.of("step", time(step.measuredSeconds()), time(step.predictedSeconds()), gap(gap), ""));
        return new Table(
                List.of(
                        Column.words("phase"),
                        Column.numbers("measured"),
                        Column.numbers("predicted"),
                        Column.numbers("gap"),
                        Column.words("")),
                rows);
    }

    /** Time lost over that of a step. */
    private static String bar(OptionalDouble gap, double step) {
        return gap.isPresent() && gap.getAsDouble() > 0 ? Bar.of(Math.min(1, gap.getAsDouble() / step)) : "";
    }

    private static Table memory(ValidateLogAnswer.Memory memory) {
        return new Table(
                List.of(Column.words("kind"), Column.numbers("measured"), Column.numbers("predicted")),
                List.of(
                        memory("allocated", memory.measuredAllocatedBytes(), memory.predictedAllocatedBytes()),
                        memory("reserved", memory.measuredReservedBytes(), memory.predictedReservedBytes())));
    }

    private static List<String> memory(String kind, OptionalDouble measured, double predicted) {
        String shown = measured.isPresent() ? Figure.scaled(measured.getAsDouble(), DIGITS, "B") : "not in the log";
        return List.of(kind, shown, Figure.scaled(predicted, DIGITS, "B"));
    }

    private static Table timers(ValidateLogAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ValidateLogAnswer.Timed timer : answer.timers()) {
            rows.add(List.of(timer.name(), time(timer.leastSeconds()), time(timer.mostSeconds())));
        }
        return new Table(
                List.of(Column.words("timer"), Column.numbers("fastest rank"), Column.numbers("slowest rank")), rows);
    }

    private static Table run(ValidateLogAnswer answer) {
        ValidateLogAnswer.Run run = answer.run();
        ValidateLogAnswer.Iterations its = answer.iterations();
        ValidateLogAnswer.Step step = answer.step();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("model", run.model()));
        rows.add(List.of(
                "chips",
                whole(run.accelerators()) + " × " + run.accelerator() + " in " + run.cluster() + ", " + run.stack()));
        rows.add(List.of(
                "batch",
                whole(run.globalBatchSequences()) + " sequences of " + whole(run.sequenceLength()) + " tokens"));
        rows.add(List.of(
                "tokens a second and chip",
                whole(step.measuredTokensPerSecondPerGpu()) + " measured, "
                        + whole(step.predictedTokensPerSecondPerGpu()) + " predicted"));
        step.reportedFlopsPerGpuPerSecond()
                .ifPresent(flops ->
                        rows.add(List.of("the log's own count", Figure.scaled(flops, DIGITS, "FLOP/s") + " a chip")));
        rows.add(List.of(
                "readings", its.kept() + " of " + its.read() + ", iterations " + its.first() + " to " + its.last()));
        for (ValidateLogAnswer.Dropped dropped : its.dropped()) {
            rows.add(List.of(
                    "· left out",
                    dropped.readings() + " " + dropped.because() + ", up to "
                            + Figure.duration(dropped.longestSeconds(), DIGITS)));
        }
        return new Table(List.of(Column.words(""), Column.words("")), rows);
    }

    private static String whole(double value) {
        return Figure.plain(Math.rint(value), 12);
    }

    private static String time(double seconds) {
        return Figure.duration(seconds, DIGITS);
    }

    private static String time(OptionalDouble seconds) {
        return seconds.isPresent() ? time(seconds.getAsDouble()) : "–";
    }

    private static String gap(OptionalDouble seconds) {
        return seconds.isPresent() ? gap(seconds.getAsDouble()) : "–";
    }

    private static String gap(double seconds) {
        return (seconds > 0 ? "+" : "") + time(seconds);
    }

    /** Every phase, and the step, for spreadsheets. */
    public static Report rows(ValidateLogAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ValidateLogAnswer.Phase phase : answer.phases()) {
            rows.add(List.of(
                    phase.name(),
                    phase.within().orElse("step"),
                    number(phase.measuredSeconds()),
                    number(phase.predictedSeconds()),
                    number(phase.gapSeconds())));
        }
        ValidateLogAnswer.Step step = answer.step();
        rows.add(List.of(
                "step",
                "",
                Figure.json(step.measuredSeconds()),
                Figure.json(step.predictedSeconds()),
                Figure.json(step.measuredSeconds() - step.predictedSeconds())));
        return new Report(List.of(new Table(
                List.of(
                        Column.words("phase"),
                        Column.words("within"),
                        Column.numbers("measured_seconds"),
                        Column.numbers("predicted_seconds"),
                        Column.numbers("gap_seconds")),
                rows)));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Figure.json(value.getAsDouble()) : "";
    }
}
