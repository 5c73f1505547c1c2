package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Location;
import org.chokepoint.training.Job;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.StepModel;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.training.TrainingRun;

/** The phases of a run as the answer lists them: pre-training by batch, and what stands beside it. */
final class Phases {
    private final Resolved r;
    private final StepModel model;

    Phases(Resolved resolved, StepModel model) {
        this.r = resolved;
        this.model = model;
    }

    List<TrainAnswer.Phase> rows(List<TrainingRun.Phase> phases) {
        List<TrainAnswer.Phase> rows = new ArrayList<>();
        boolean ramped = phases.size() > 1;
        double tokens = 0;
        double steps = 0;
        double seconds = 0;
        for (int i = 0; i < phases.size(); i++) {
            TrainingRun.Phase phase = phases.get(i);
            boolean last = i == phases.size() - 1;
            if (ramped && !last) {
                tokens += phase.tokens();
                steps += phase.steps();
                seconds += phase.seconds();
                continue;
            }
            if (ramped) {
                String note = "batch grows from " + r.ramp().orElseThrow().from() + " to " + phase.globalBatch()
                        + fallback(phases.get(0));
                rows.add(row("batch ramp", tokens, tokens / steps / r.job().sequenceLength(), steps, seconds, note));
            }
            String note = fallback(phase);
            rows.add(row("pre-training", phase.tokens(), phase.globalBatch(), phase.steps(), phase.seconds(), note));
        }
        r.beside().forEach(beside -> rows.add(beside(beside)));
        return rows;
    }

    /** Names the schedule that runs where the batch is too small for the strategy's. */
    private String fallback(TrainingRun.Phase phase) {
        return phase.step().schedule() == r.strategy().schedule()
                ? ""
                : " (too few micro-batches for " + r.strategy().schedule().word() + ", runs as "
                        + phase.step().schedule().word() + ")";
    }

    private TrainAnswer.Phase row(String name, double tokens, double batch, double steps, double seconds, String note) {
        double hours = seconds * r.job().accelerators() / 3600;
        return new TrainAnswer.Phase(
                name,
                false,
                tokens,
                batch,
                r.job().sequenceLength(),
                steps,
                OptionalDouble.of(seconds / steps),
                OptionalDouble.of(hours),
                OptionalDouble.empty(),
                note);
    }

    /** A phase with its own sequence length and batch; hours of a phase without them are only reported. */
    private TrainAnswer.Phase beside(RunPreset.PhaseBeside phase) {
        OptionalDouble stepSeconds = OptionalDouble.empty();
        OptionalDouble hours = OptionalDouble.empty();
        String note = "reported, not modelled";
        if (phase.sequenceLength() > 0 && phase.globalBatch() > 0) {
            Strategy strategy = longer(phase);
            Job job = r.job().withBatch(phase.globalBatch(), phase.sequenceLength());
            List<StrategyCheck.Problem> problems = StrategyCheck.problems(strategy, job, r.machine());
            if (problems.isEmpty()) {
                StepCost step = model.step(job, strategy);
                stepSeconds = OptionalDouble.of(step.seconds());
                hours = OptionalDouble.of(phase.steps() * step.seconds() * job.accelerators() / 3600);
                boolean asAsked = strategy.schedule() == step.schedule();
                note = asAsked ? "" : "runs as " + step.schedule().word();
            } else {
                note = "not laid out: " + problems.get(0).what();
            }
        }
        double batch = phase.globalBatch();
        return new TrainAnswer.Phase(
                phase.name(),
                true,
                batch * phase.sequenceLength() * phase.steps(),
                batch,
                phase.sequenceLength(),
                phase.steps(),
                stepSeconds,
                hours,
                phase.reportedGpuHours(),
                note);
    }

    private Strategy longer(RunPreset.PhaseBeside phase) {
        LinkedHashMap<String, Tree> fields = new LinkedHashMap<>(StrategyFields.of(r.strategy()));
        Location at = Location.of(phase.name());
        fields.put("context_parallel", Trees.text(at, String.valueOf(phase.contextParallel())));
        return RecordReader.read(Trees.mapping(at, fields), Strategy.class);
    }
}
