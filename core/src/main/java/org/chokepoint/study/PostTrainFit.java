package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.posttraining.Asynchronous;
import org.chokepoint.posttraining.Overlap;
import org.chokepoint.posttraining.RlRun;
import org.chokepoint.posttraining.RlSetting;
import org.chokepoint.posttraining.RlStage;
import org.chokepoint.training.Job;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.units.Figure;

/** Refuses post-training that its chips can't do; where rollouts run beside updates, gives each as many chips as is best. */
final class PostTrainFit {
    private final PostTrainResolved r;
    private final PostTrainCosts costs;

    PostTrainFit(PostTrainResolved resolved, PostTrainCosts costs) {
        this.r = resolved;
        this.costs = costs;
    }

    /**
     * What stands in the way.
     *
     * @param missing bytes that a chip lacks; infinite where a rule is broken
     * @param error what is said of it
     */
    private record Problem(double missing, RuntimeException error) {}

    /** The same question with a split of chips that fits. */
    PostTrainResolved fitting() {
        if (!(r.own().preset().overlap() instanceof Asynchronous asked)) {
            problem(r.settings()).ifPresent(problem -> {
                throw problem.error();
            });
            return r;
        }
        int instance = r.own().preset().rollout().accelerators();
        List<Problem> problems = new ArrayList<>();
        Optional<List<RlSetting>> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (int chips = instance; chips < r.accelerators(); chips += instance) {
            List<RlSetting> split = split(new Asynchronous(chips, asked.staleness()));
            Optional<Problem> problem = problem(split);
            problem.ifPresent(problems::add);
            double hours = problem.isPresent() ? least : PostTrainCosts.hours(costs.stages(split));
            if (hours < least) {
                least = hours;
                best = Optional.of(split);
            }
        }
        List<RlSetting> split = best.orElseThrow(() -> problems.stream()
                .min(Comparator.comparingDouble(Problem::missing))
                .map(Problem::error)
                .orElseGet(() -> new Fault(
                        Location.of("--on"),
                        "no chips are left to update beside " + instance + ".",
                        "use more chips.")));
        List<String> notes = new ArrayList<>(r.notes());
        notes.add("of the " + r.accelerators() + " chips, "
                + split.get(0).preset().overlap().rolloutAccelerators() + " roll out: of all splits, that takes least");
        return new PostTrainResolved(
                r.entry(), split, r.asPublished(), r.rent(), r.operations(), r.band(), notes, r.used());
    }

    private List<RlSetting> split(Overlap overlap) {
        List<RlSetting> split = new ArrayList<>();
        for (RlSetting setting : r.settings()) {
            int chips = setting.preset().accelerators() - overlap.rolloutAccelerators();
            split.add(setting.with(overlap, narrower(setting.preset().trainer(), chips)));
        }
        return split;
    }

    /** The same layout with experts over so few ranks that they divide the chips of a stage. */
    private static Strategy narrower(Strategy trainer, int chips) {
        int experts = trainer.expertParallel();
        while (experts > 1 && chips / trainer.pipelineParallel() % (experts * trainer.expertTensorParallel()) != 0) {
            experts /= 2;
        }
        LinkedHashMap<String, Tree> fields = new LinkedHashMap<>(StrategyFields.of(trainer));
        Location at = Location.of("--overlap");
        fields.put("expert_parallel", Trees.text(at, String.valueOf(experts)));
        return RecordReader.read(Trees.mapping(at, fields), Strategy.class);
    }

    /** What stands in the way of the runs, if something does. */
    private Optional<Problem> problem(List<RlSetting> settings) {
        for (RlSetting setting : settings) {
            RlRun run = costs.run(setting);
            for (RlStage stage : setting.preset().stages()) {
                Job job = run.longest(stage);
                List<StrategyCheck.Problem> problems =
                        StrategyCheck.problems(setting.preset().trainer(), job, setting.machine());
                if (!problems.isEmpty()) {
                    Fault fault = new Fault(
                            Location.of("--on"),
                            problems.get(0).what(),
                            problems.get(0).maybe());
                    return Optional.of(new Problem(Double.POSITIVE_INFINITY, fault));
                }
                double device = costs.trainer()
                        .step(job, setting.preset().trainer())
                        .memory()
                        .device();
                double capacity = setting.machine().chip().memoryBytes();
                if (device > capacity) {
                    return Optional.of(tooLarge("Updates in stage \"" + stage.name() + "\"", device, capacity));
                }
            }
            if (setting.memory().cacheBytes() <= 0) {
                double least = setting.memory().weightBytes()
                        + setting.memory().contextBytes()
                        + setting.memory().activationBytes();
                return Optional.of(tooLarge("Rollouts", least, setting.memory().limitBytes()));
            }
        }
        return Optional.empty();
    }

    private Problem tooLarge(String what, double needed, double has) {
        Infeasible error = new Infeasible(
                what + " need " + Figure.scaled(needed, 3, "B") + " on a chip, of which "
                        + r.machine().chip().name() + " has " + Figure.scaled(has, 3, "B") + ".",
                "more chips, or such with more memory, in --on.",
                r.notes());
        return new Problem(needed - has, error);
    }
}
