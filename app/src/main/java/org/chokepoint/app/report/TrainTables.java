package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.Readout;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.study.TrainStep;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Figure;

/** Tables of the page of a training run. */
final class TrainTables {
    private static final int DIGITS = 3;

    private TrainTables() {}

    static Table published(TrainAnswer.Comparison published) {
        List<List<String>> rows = new ArrayList<>();
        for (TrainAnswer.Row row : published.rows()) {
            String name = row.figure().substring(row.figure().lastIndexOf('.') + 1);
            String sign = row.relativeError() > 0 ? "+" : "";
            rows.add(List.of(
                    Labels.of(row.figure()),
                    Readout.of(name, row.reported()),
                    Readout.of(name, row.ours()),
                    sign + Figure.percent(row.relativeError(), 2)));
        }
        Column difference = Column.numbers("difference");
        return new Table(
                List.of(Column.words("figure"), Column.numbers("published"), Column.numbers("computed"), difference),
                rows);
    }

    static Table memory(TrainAnswer.Memory memory) {
        List<List<String>> rows = new ArrayList<>();
        memory.breakdown().forEach((use, bytes) -> rows.add(memory(words(use), bytes, memory)));
        rows.add(memory("allocated, sum of these", memory.peakAllocatedBytes(), memory));
        rows.add(memory("reserved by the allocator", memory.peakReservedBytes(), memory));
        rows.add(memory("taken on the device", memory.peakDeviceBytes(), memory));
        rows.add(memory("capacity", memory.capacityBytes(), memory));
        if (memory.hostBytes() > 0) {
            rows.add(List.of("in host memory instead", Readout.of("bytes", memory.hostBytes()), "", ""));
        }
        return new Table(
                List.of(Column.words("use"), Column.numbers("size"), Column.numbers("of capacity"), Column.words("")),
                rows);
    }

    private static List<String> memory(String use, double bytes, TrainAnswer.Memory memory) {
        double share = bytes / memory.capacityBytes();
        return List.of(use, Readout.of("bytes", bytes), Figure.percent(share, 2), Bar.of(share));
    }

    static Table phases(TrainAnswer.Run run) {
        List<List<String>> rows = new ArrayList<>();
        for (TrainAnswer.Phase phase : run.phases()) {
            boolean computed = phase.gpuHoursProductive().isPresent();
            rows.add(List.of(
                    phase.name() + (phase.beside() ? " (beside)" : ""),
                    phase.tokens() > 0 ? Figure.count(phase.tokens(), DIGITS) : "",
                    phase.globalBatchSequences() > 0 ? whole(phase.globalBatchSequences()) : "",
                    phase.sequenceLength() > 0 ? whole(phase.sequenceLength()) : "",
                    phase.steps() > 0 ? Figure.count(phase.steps(), DIGITS) : "",
                    phase.stepSeconds().isPresent()
                            ? Figure.duration(phase.stepSeconds().getAsDouble(), DIGITS)
                            : "",
                    computed ? hours(phase.gpuHoursProductive()) : "",
                    hours(phase.reportedGpuHours())));
        }
        return dense(new Table(
                List.of(
                        Column.words("phase"),
                        Column.numbers("tokens"),
                        Column.numbers("sequences"),
                        Column.numbers("length"),
                        Column.numbers("steps"),
                        Column.numbers("a step"),
                        Column.numbers("GPU-hours"),
                        Column.numbers("reported")),
                rows));
    }

    private static String routing(Strategy s, TrainAnswer.Routed routing) {
        String wins = s.expertLoad().isPresent() ? " (expert_load wins)" : "";
        return s.router().orElseThrow().word() + ": the busiest expert rank has "
                + Figure.plain(routing.overRanks(), 3) + " × the mean" + wins + ", a token goes to "
                + Figure.plain(routing.domainsPerToken(), 3) + " domains";
    }

    static Table layout(TrainAnswer answer) {
        Strategy s = answer.strategy();
        TrainAnswer.LaidOut laidOut = answer.layout();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "chips",
                whole(answer.machine().accelerators()) + " × "
                        + answer.machine().accelerator() + " in "
                        + answer.machine().cluster() + ", " + answer.machine().stack()));
        rows.add(List.of(
                "parallelism",
                "tensor " + s.tensorParallel() + ", pipeline " + s.pipelineParallel() + ", data "
                        + laidOut.dataParallel() + ", context " + s.contextParallel() + ", expert " + s.expertParallel()
                        + ", ZeRO " + s.zeroStage()));
        rows.add(List.of(
                "batch",
                whole(laidOut.globalBatchSequences()) + " sequences of " + whole(laidOut.sequenceLength()) + " tokens; "
                        + laidOut.microBatches() + " micro-batches of " + s.microBatch() + " on each replica"));
        String asked = s.schedule().word();
        String fallback = laidOut.scheduleRun().equals(asked) ? "" : " (too few micro-batches for " + asked + ")";
        String chunks = s.virtualStages() > 1 && fallback.isEmpty() ? ", " + s.virtualStages() + " virtual stages" : "";
        rows.add(List.of(
                "schedule", laidOut.scheduleRun() + fallback + chunks + ", layers " + runs(laidOut.stageLayers())));
        String some = s.recomputeLayers() > 0 ? " of " + s.recomputeLayers() + " layers of a stage" : "";
        String recompute = s.recompute().isEmpty() ? "nothing" : String.join(", ", s.recompute()) + some;
        rows.add(List.of("precision", Readout.of("precision", s.precision()) + ", recomputed: " + recompute));
        laidOut.routing().ifPresent(routing -> rows.add(List.of("routing", routing(s, routing))));
        return facts(rows);
    }

    static Table work(TrainAnswer answer) {
        TrainAnswer.Work work = answer.work();
        TrainStep step = answer.step();
        List<List<String>> rows = new ArrayList<>();
        String next = work.nextTokenParameters() > 0
                ? "; multi-token prediction " + Figure.count(work.nextTokenParameters(), DIGITS) + " more"
                : "";
        rows.add(List.of(
                "parameters",
                Figure.count(work.parameters(), DIGITS) + ", of which a token uses "
                        + Figure.count(work.activeParameters(), DIGITS) + next));
        rows.add(List.of(
                "FLOP per token",
                flops(work.trainingFlopsPerTokenCausal()) + " with causal attention, "
                        + flops(work.trainingFlopsPerTokenFull()) + " with full attention"));
        rows.add(List.of("FLOP of the run", flops(work.trainingFlops()) + " (causal)"));
        rows.add(List.of(
                "throughput",
                Readout.of("tokens_per_second_per_gpu", step.tokensPerSecondPerGpu()) + " and "
                        + Figure.scaled(step.modelFlopsPerGpuPerSecond(), DIGITS, "FLOP/s") + " a chip"));
        rows.add(List.of(
                "MFU",
                percent(step.mfuCausalBf16peak()) + " causal over BF16 peak, "
                        + percent(step.mfuFullAttentionBf16peak()) + " full attention over BF16 peak, "
                        + percent(step.mfuCausalComputePeak()) + " causal over the peak computed at"));
        rows.add(List.of("HFU", percent(step.hfuCausalBf16peak()) + " causal over BF16 peak, recomputation counted"));
        return facts(rows);
    }

    static Table costs(TrainAnswer.Run run) {
        TrainAnswer.Failures failures = run.failures();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "GPU-hours",
                Figure.count(run.gpuHoursProductive(), DIGITS) + " productive ("
                        + Figure.count(run.gpuHoursProductiveLow(), DIGITS) + " to "
                        + Figure.count(run.gpuHoursProductiveHigh(), DIGITS) + "), "
                        + Figure.count(run.gpuHours(), DIGITS)
                        + " with interruptions"));
        rows.add(List.of("wall time", Figure.duration(run.seconds(), DIGITS)));
        String cost = Double.isNaN(run.costUsd())
                ? "no rent is known for this chip; --rent gives one"
                : Figure.usd(run.costUsd(), DIGITS) + " at $" + Figure.plain(run.usdPerGpuHour(), DIGITS)
                        + " a GPU-hour";
        rows.add(List.of("cost", cost));
        rows.add(List.of("energy", Figure.plain(run.energyJoules() / 3.6e9, DIGITS) + " MWh"));
        rows.add(List.of(
                "interruptions",
                Figure.plain(failures.expected(), 2) + " expected; checkpoints of "
                        + Figure.duration(failures.checkpointSeconds(), 2) + " every "
                        + Figure.duration(failures.checkpointIntervalSeconds(), 2) + "; altogether "
                        + Figure.percent(failures.overheadShare(), 2) + " of productive time"));
        return facts(rows);
    }

    /** A table of a name and a text in each row. */
    static Table facts(List<List<String>> rows) {
        return new Table(List.of(Column.words(""), Column.words("")), rows);
    }

    /** Leaves out columns in which no row has anything. */
    private static Table dense(Table table) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            int column = i;
            if (table.rows().stream().anyMatch(row -> !row.get(column).isEmpty())) {
                kept.add(i);
            }
        }
        List<List<String>> rows = new ArrayList<>();
        table.rows().forEach(row -> rows.add(kept.stream().map(row::get).toList()));
        return new Table(kept.stream().map(table.columns()::get).toList(), rows);
    }

    /** {@code 4, 4, 4, 3} as "3 × 4, 3". */
    private static String runs(List<Integer> layers) {
        List<String> runs = new ArrayList<>();
        for (int i = 0, length; i < layers.size(); i += length) {
            length = 1;
            while (i + length < layers.size() && layers.get(i + length).equals(layers.get(i))) {
                length++;
            }
            runs.add(length == 1 ? layers.get(i).toString() : length + " × " + layers.get(i));
        }
        return String.join(", ", runs);
    }

    private static String hours(OptionalDouble hours) {
        return hours.isPresent() ? Figure.count(hours.getAsDouble(), DIGITS) : "";
    }

    private static String flops(double value) {
        return Figure.scaled(value, DIGITS, "FLOP");
    }

    private static String percent(double share) {
        return Figure.percent(share, DIGITS);
    }

    private static String whole(double value) {
        return Figure.plain(Math.rint(value), 15);
    }

    static String words(String key) {
        return key.replace('_', ' ');
    }
}
