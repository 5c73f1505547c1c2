package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Cluster;
import org.chokepoint.model.Parameters;
import org.chokepoint.model.Precision;
import org.chokepoint.model.TokenFlops;
import org.chokepoint.routing.ExpertLoad;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.Interruptions;
import org.chokepoint.training.Layout;
import org.chokepoint.training.MemoryPlan;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.Straggler;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.training.TrainingRun;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;
import org.chokepoint.validation.Band;

/** Answers {@link TrainQuestion}: resolve, check, cost a step, cost the run, say what it rests on. */
final class Train {
    private final Catalog catalog;
    private final TrainQuestion question;
    private final Resolved r;
    private final ExecutedStep model;

    private Train(Catalog catalog, TrainQuestion question, Resolved resolved) {
        this.catalog = catalog;
        this.question = question;
        this.r = resolved;
        this.model = new ExecutedStep(resolved.job().network(), resolved.machine(), resolved.balance());
    }

    static TrainAnswer answer(Catalog catalog, TrainQuestion question, Progress progress) {
        progress.at(0, "looking up");
        Resolved resolved = TrainResolver.resolve(catalog, question);
        check(resolved);
        return new Train(catalog, question, straggling(question, resolved)).answer(progress);
    }

    /** The same job with a slower chip where it hurts most, if the question has one. */
    private static Resolved straggling(TrainQuestion question, Resolved r) {
        if (question.straggler().isEmpty()) {
            return r;
        }
        Location at = Location.of("--straggler");
        double factor = Quantity.positive(question.straggler().get(), Dimension.RATIO, "the straggler's factor", at);
        if (factor < 1) {
            throw new Fault(at, "a straggler's kernels take at least as long as those of others.", "use 1.05.");
        }
        if (factor == 1) {
            return r;
        }
        ExecutedStep model = new ExecutedStep(r.job().network(), r.machine(), r.balance());
        Straggler straggler = Straggler.of(model, r.job(), r.strategy(), factor);
        String note = "straggler: hurts most on pipeline rank " + straggler.rank() + " of "
                + r.strategy().pipelineParallel() + ", counted from 0";
        Resolved slower = r.slower(straggler.job(), note);
        check(slower);
        return slower;
    }

    /** Refuses a layout that can't be run. */
    static void check(Resolved resolved) {
        List<StrategyCheck.Problem> problems =
                StrategyCheck.problems(resolved.strategy(), resolved.job(), resolved.machine());
        for (StrategyCheck.Problem problem : problems) {
            throw resolved.fault(problem);
        }
    }

    private TrainAnswer answer(Progress progress) {
        StepCost step = model.step(r.job(), r.strategy());
        new Feasible(r, model).require(step);
        progress.at(0.3, "costing phases");
        List<TrainingRun.Phase> phases = TrainingRun.phases(model, r.job(), r.strategy(), r.tokens(), r.ramp());
        TrainAnswer.Run run = run(phases, r.band());
        progress.at(0.6, "finding what would move it");
        Optional<Sensitivity> widest = Sensitivity.widest(r);
        progress.at(0.8, "finding what binds");
        TrainStep perStep = Steps.of(r, model, step);
        TrainAnswer.Memory memory = memory(step.memory());
        Optional<TrainAnswer.Comparison> published = Published.compare(r, run, perStep);
        Basis basis = Basis.of(catalog, question, r, published);
        return new TrainAnswer(
                TrainAnswer.VERSION,
                Headlines.of(r, run, memory, widest, basis),
                run,
                perStep,
                memory,
                work(step.tokenFlops()),
                machine(),
                r.strategy(),
                layout(step),
                published,
                Timelines.of(r, model, question.timeline()),
                basis.evidence());
    }

    private TrainAnswer.Run run(List<TrainingRun.Phase> phases, Band band) {
        int chips = r.job().accelerators();
        double productive = 0;
        double steps = 0;
        double chipJoules = 0;
        for (TrainingRun.Phase phase : phases) {
            productive += phase.seconds() * chips / 3600;
            steps += phase.steps();
            chipJoules += phase.seconds() * chips * phase.step().watts();
        }
        Interruptions interruptions = r.interruptions();
        double overhead = interruptions.overheadShare(chips);
        double hours = productive * (1 + overhead);
        Cluster cluster = r.machine().cluster();
        double hostJoules = hours * 3600 * cluster.hostWattsPerAccelerator();
        double joules = (chipJoules * (1 + overhead) + hostJoules) * cluster.powerUsageEffectiveness();
        TrainAnswer.Failures failures = new TrainAnswer.Failures(
                interruptions.chipHoursBetween(),
                hours / interruptions.chipHoursBetween(),
                interruptions.restartSeconds(),
                interruptions.checkpointSeconds(),
                interruptions.intervalSeconds(chips),
                overhead);
        return new TrainAnswer.Run(
                productive,
                productive * band.low(),
                productive * band.high(),
                hours,
                hours * 3600 / chips,
                hours * r.rent(),
                r.rent(),
                joules,
                steps,
                r.tokens(),
                failures,
                new Phases(r, model).rows(phases));
    }

    private TrainAnswer.Memory memory(MemoryPlan plan) {
        Map<String, Double> breakdown = new LinkedHashMap<>();
        breakdown.put("weights", plan.weights());
        breakdown.put("gradients", plan.gradients());
        breakdown.put("optimizer", plan.optimizer());
        breakdown.put("activations", plan.activations());
        breakdown.put("working", plan.working());
        double capacity = r.machine().chip().memoryBytes();
        return new TrainAnswer.Memory(
                plan.allocated(),
                plan.reserved(),
                plan.device(),
                plan.host(),
                capacity,
                plan.device() <= capacity,
                plan.stage(),
                breakdown);
    }

    private TrainAnswer.Work work(TokenFlops flops) {
        Parameters parameters = r.job().network().parameters();
        return new TrainAnswer.Work(
                r.job().network().id(),
                parameters.total(),
                parameters.active(),
                parameters.nextToken(),
                3 * flops.causal(),
                3 * flops.full(),
                3 * flops.nextToken(),
                3 * flops.causal() * r.tokens());
    }

    private TrainAnswer.On machine() {
        Accelerator chip = r.machine().chip();
        return new TrainAnswer.On(
                chip.id(),
                r.job().accelerators(),
                r.machine().cluster().id(),
                r.machine().stack().id(),
                chip.peak(Precision.BF16),
                chip.peak(r.strategy().precision()));
    }

    private static TrainAnswer.Routed routed(ExpertLoad load) {
        return new TrainAnswer.Routed(load.overRanksAtOnce(), load.domainsPerToken(), load.affinityLost());
    }

    private TrainAnswer.LaidOut layout(StepCost step) {
        Layout layout = step.layout();
        return new TrainAnswer.LaidOut(
                layout.dataParallel(),
                layout.expertDataParallel(),
                layout.microBatches(),
                r.job().globalBatch(),
                r.job().sequenceLength(),
                layout.stageLayers(),
                step.schedule().word(),
                model.routed(r.job(), r.strategy()).map(Train::routed));
    }
}
