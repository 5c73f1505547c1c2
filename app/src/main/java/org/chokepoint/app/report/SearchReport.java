package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Code;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Sentence;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.SearchAnswer;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Figure;

/** Layouts that a search found, as a page and a table. */
public final class SearchReport {
    private static final int DIGITS = 3;

    private SearchReport() {}

    /** The page. */
    public static Report of(SearchAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Layouts, best by " + answer.objective() + " first"));
        blocks.add(table(answer.layouts(), answer.best()));
        if (!answer.pareto().isEmpty()) {
            blocks.add(new Heading("The front: none of these is beaten in all that was asked for"));
            blocks.add(table(answer.pareto(), answer.best()));
        }
        answer.why().ifPresent(why -> why(why, answer.best(), blocks));
        if (!answer.binds().isEmpty()) {
            blocks.add(new Heading("What binds, the layout chosen anew for each change"));
            blocks.add(binds(answer.binds()));
        }
        if (!answer.target().isEmpty()) {
            blocks.add(new Heading("What would have to be true: one spec alone, for the target"));
            blocks.add(needed(answer.target()));
        }
        blocks.add(new Heading("What became of the layouts"));
        blocks.add(space(answer.space()));
        answer.evidence().notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note("The best one in full:"));
        blocks.add(new Code(answer.best().command()));
        blocks.add(new Note("Data of " + answer.evidence().dataDate() + ", catalog "
                + answer.evidence().catalogDigest() + ". To repeat it:"));
        blocks.add(new Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static void why(SearchAnswer.Why why, SearchAnswer.Row best, List<Block> blocks) {
        blocks.add(new Heading("Why not " + why.asked()));
        String because = String.join("; ", why.because()) + ".";
        if (why.best().isEmpty()) {
            blocks.add(new Sentence("Nothing with " + why.asked() + " can be run: " + because, false));
            return;
        }
        blocks.add(new Sentence(
                "The best layout with it takes " + Figure.percent(why.slower().orElse(Double.NaN), 2) + " longer: "
                        + because,
                false));
        blocks.add(table(List.of(why.best().get()), best));
    }

    /** Layouts, one a line. */
    private static Table table(List<SearchAnswer.Row> layouts, SearchAnswer.Row best) {
        boolean several = layouts.stream().anyMatch(row -> !chips(row).equals(chips(best)));
        List<List<String>> rows = new ArrayList<>();
        for (SearchAnswer.Row row : layouts) {
            List<String> cells = new ArrayList<>(several ? List.of(chips(row)) : List.of());
            cells.addAll(List.of(
                    split(row.strategy()),
                    rest(row.strategy()),
                    Figure.duration(row.stepSeconds(), DIGITS),
                    Figure.percent(row.mfu(), 2),
                    Figure.duration(row.runSeconds(), DIGITS),
                    money(row.costUsd()),
                    Figure.percent(row.memoryShare(), 2),
                    row.equals(best) ? "the best" : worse(row)));
            rows.add(cells);
        }
        List<Column> columns = new ArrayList<>(several ? List.of(Column.words("chips")) : List.of());
        columns.addAll(List.of(
                Column.words("TP PP CP EP"),
                Column.words("layout"),
                Column.numbers("step"),
                Column.numbers("MFU"),
                Column.numbers("run"),
                Column.numbers("rent"),
                Column.numbers("memory"),
                Column.words("loses by")));
        return new Table(columns, rows);
    }

    private static String chips(SearchAnswer.Row row) {
        return Figure.plain(row.accelerators(), 7) + " " + row.accelerator();
    }

    private static String money(double usd) {
        return Double.isNaN(usd) ? "unknown" : Figure.usd(usd, DIGITS);
    }

    private static String split(Strategy s) {
        return s.tensorParallel() + " " + s.pipelineParallel()
                + (s.virtualStages() > 1 ? "×" + s.virtualStages() : "") + " " + s.contextParallel() + " "
                + s.expertParallel();
    }

    private static String rest(Strategy s) {
        List<String> words = new ArrayList<>();
        words.add("mb " + s.microBatch());
        if (s.pipelineParallel() > 1) {
            words.add(s.schedule().word());
        }
        words.add("ZeRO-" + s.zeroStage() + (s.zeroGroup() > 0 ? "/" + s.zeroGroup() : ""));
        if (!s.recompute().isEmpty()) {
            words.add("recompute " + String.join("+", s.recompute())
                    + (s.recomputeLayers() > 0 ? " in " + s.recomputeLayers() : ""));
        }
        if (s.expertOverlap()) {
            words.add("overlapped experts");
        }
        return String.join(", ", words);
    }

    private static String worse(SearchAnswer.Row row) {
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, Double> cause : row.worse().entrySet()) {
            words.add(cause.getKey().replace('_', ' ').toLowerCase(Locale.ROOT) + " "
                    + Figure.duration(cause.getValue(), 2));
            if (words.size() == 2) {
                break;
            }
        }
        return String.join(", ", words);
    }

    private static Table binds(List<SearchAnswer.Bound> bounds) {
        List<List<String>> rows = new ArrayList<>();
        for (SearchAnswer.Bound bound : bounds) {
            rows.add(List.of(
                    bound.spec().replace('_', ' '),
                    Figure.plain(bound.replanned(), 2),
                    bound.fixed().isPresent() ? Figure.plain(bound.fixed().getAsDouble(), 2) : ""));
        }
        return new Table(
                List.of(Column.words("1 % more of"), Column.numbers("changes it by %"), Column.numbers("layout kept")),
                rows);
    }

    private static Table needed(List<SearchAnswer.Needed> needed) {
        List<List<String>> rows = new ArrayList<>();
        for (SearchAnswer.Needed each : needed) {
            String factor = each.factor().isPresent()
                    ? "× " + Figure.plain(each.factor().getAsDouble(), DIGITS)
                    : "not even × 64";
            rows.add(List.of(each.spec().replace('_', ' '), factor));
        }
        return new Table(List.of(Column.words("spec"), Column.numbers("would have to be")), rows);
    }

    private static Table space(SearchAnswer.Space space) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("in the space", count(space.enumerated()), ""));
        space.byRule()
                .forEach((rule, layouts) -> rows.add(List.of(
                        "· break a rule of " + rule.replace('_', ' '),
                        count(layouts),
                        space.reasons().get(rule))));
        rows.add(List.of("· don't fit into memory", count(space.tooLarge()), ""));
        rows.add(List.of("· can't be better, by their bound", count(space.bounded()), ""));
        rows.add(List.of("bounds computed", count(space.scored()), ""));
        rows.add(List.of("steps executed", count(space.executed()), ""));
        return new Table(List.of(Column.words("layouts"), Column.numbers("number"), Column.words("as in")), rows);
    }

    private static String count(long number) {
        return Figure.plain(number, 12);
    }

    /** Layouts for a spreadsheet. */
    public static Report rows(SearchAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (SearchAnswer.Row row : answer.layouts()) {
            Strategy s = row.strategy();
            rows.add(List.of(
                    row.accelerator(),
                    String.valueOf(row.accelerators()),
                    String.valueOf(s.tensorParallel()),
                    String.valueOf(s.pipelineParallel()),
                    String.valueOf(s.virtualStages()),
                    String.valueOf(s.contextParallel()),
                    String.valueOf(s.expertParallel()),
                    String.valueOf(s.expertTensorParallel()),
                    String.valueOf(s.microBatch()),
                    s.schedule().word(),
                    String.valueOf(s.zeroStage()),
                    String.join("+", s.recompute()),
                    Figure.json(row.stepSeconds()),
                    Figure.json(row.runSeconds()),
                    Figure.json(row.gpuHours()),
                    Double.isNaN(row.costUsd()) ? "" : Figure.json(row.costUsd()),
                    Figure.json(row.energyJoules()),
                    Figure.json(row.deviceBytes()),
                    Figure.json(row.mfu()),
                    row.command()));
        }
        return new Report(List.of(new Table(
                List.of(
                        Column.words("accelerator"),
                        Column.numbers("accelerators"),
                        Column.numbers("tensor_parallel"),
                        Column.numbers("pipeline_parallel"),
                        Column.numbers("virtual_stages"),
                        Column.numbers("context_parallel"),
                        Column.numbers("expert_parallel"),
                        Column.numbers("expert_tensor_parallel"),
                        Column.numbers("micro_batch"),
                        Column.words("schedule"),
                        Column.numbers("zero_stage"),
                        Column.words("recompute"),
                        Column.numbers("step_seconds"),
                        Column.numbers("run_seconds"),
                        Column.numbers("gpu_hours"),
                        Column.numbers("cost_usd"),
                        Column.numbers("energy_joules"),
                        Column.numbers("device_bytes"),
                        Column.numbers("mfu"),
                        Column.words("command")),
                rows)));
    }
}
