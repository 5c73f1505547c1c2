package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.posttraining.Asynchronous;
import org.chokepoint.posttraining.Overlap;
import org.chokepoint.posttraining.RlRun;
import org.chokepoint.posttraining.RlSetting;
import org.chokepoint.posttraining.RlStage;
import org.chokepoint.training.Job;
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

    /** The same question with a split of chips that fits. */
    PostTrainResolved fitting() {
        if (!(r.own().preset().overlap() instanceof Asynchronous asked)) {
            problem(r.settings()).ifPresent(problem -> {
                throw problem;
            });
            return r;
        }
        int instance = r.own().preset().rollout().accelerators();
        Optional<RuntimeException> last = Optional.empty();
        Optional<List<RlSetting>> best = Optional.empty();
        double least = Double.POSITIVE_INFINITY;
        for (int chips = instance; chips < r.accelerators(); chips += instance) {
            List<RlSetting> split = split(new Asynchronous(chips, asked.staleness()));
            Optional<RuntimeException> problem = problem(split);
            if (problem.isPresent()) {
                last = problem;
                continue;
            }
            double hours = PostTrainCosts.hours(costs.stages(split));
            if (hours < least) {
                least = hours;
                best = Optional.of(split);
            }
        }
        if (best.isEmpty()) {
            throw last.orElseGet(() -> new Fault(
                    Location.of("--on"), "no chips are left to update beside " + instance + ".", "use more chips."));
        }
        List<String> notes = new ArrayList<>(r.notes());
        int rollout = best.get().get(0).preset().overlap().rolloutAccelerators();
        notes.add("of the " + r.accelerators() + " chips, " + rollout + " roll out: of all splits, that takes least");
        return new PostTrainResolved(
                r.entry(), best.get(), r.asPublished(), r.rent(), r.operations(), r.band(), notes, r.used());
    }

    private List<RlSetting> split(Overlap overlap) {
        return r.settings().stream().map(setting -> setting.with(overlap)).toList();
    }

    /** What stands in the way of the runs, if something does. */
    private Optional<RuntimeException> problem(List<RlSetting> settings) {
        for (RlSetting setting : settings) {
            RlRun run = costs.run(setting);
            for (RlStage stage : setting.preset().stages()) {
                Job job = run.longest(stage);
                List<StrategyCheck.Problem> problems =
                        StrategyCheck.problems(setting.preset().trainer(), job, setting.machine());
                if (!problems.isEmpty()) {
                    return Optional.of(new Fault(
                            Location.of("--on"),
                            problems.get(0).what(),
                            problems.get(0).maybe()));
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

    private RuntimeException tooLarge(String what, double needed, double has) {
        return new Infeasible(
                what + " need " + Figure.scaled(needed, 3, "B") + " on a chip, of which "
                        + r.machine().chip().name() + " has " + Figure.scaled(has, 3, "B") + ".",
                "a chip with more memory in --on.",
                r.notes());
    }
}
