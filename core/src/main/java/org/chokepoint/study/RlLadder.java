package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.ladder.Cut;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.posttraining.RlPart;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.posttraining.StageCost;

/** Answers {@link RlLadderQuestion}: the run on equally many of each chip, as {@link PostTrain} costs it. */
final class RlLadder {
    private static final String REFERENCE = "h100";
    private static final Location CHIPS = Location.of("--on");

    private final Catalog catalog;
    private final RlLadderQuestion question;
    private final Entry<RlPreset> run;
    private final int chips;
    private final List<Evidence.Used> used = new ArrayList<>();

    /**
     * A chip with what the run takes on it.
     *
     * @param hours chip-hours of the run
     * @param rollouts chip-hours of its rollouts with their tails
     */
    private record Costed(double hours, double rollouts) {}

    private RlLadder(Catalog catalog, RlLadderQuestion question) {
        this.catalog = catalog;
        this.question = question;
        this.run = catalog.lookUp(RlPreset.KIND, question.run()).orElseThrow(this::unknown);
        this.chips = question.gpus()
                .map(text -> Written.whole(text, "--gpus"))
                .orElse(run.value().accelerators());
    }

    static RlLadderAnswer answer(Catalog catalog, RlLadderQuestion question, Progress progress) {
        return new RlLadder(catalog, question).answer(progress);
    }

    private Fault unknown() {
        return new Fault(
                Location.of("--workload"),
                "rl acts on post-training runs, and there is none named '" + question.run() + "'.",
                Nearest.remedy(question.run(), catalog.names(RlPreset.KIND)));
    }

    private RlLadderAnswer answer(Progress progress) {
        progress.at(0, "costing the run on " + REFERENCE);
        Accelerator from = chip(REFERENCE);
        Costed base = reference(from);
        Map<String, Integer> measured = ServingLadder.measured(catalog, true);
        List<String> names = List.of(question.rungs().orElse(Ladder.RUNGS).split(",", -1));
        List<RlLadderAnswer.Rung> rungs = new ArrayList<>();
        for (String name : names) {
            progress.at((1.0 + rungs.size()) / (1.0 + names.size()), "costing the run on " + name.strip());
            rungs.add(rung(chip(name.strip()), from, base, measured));
        }
        List<String> notes = List.of(
                "layouts of updates and of rollouts are the run's own on every chip; nothing is planned anew but, where rollouts run beside updates, the split of chips",
                "for the 80 % band of a rung, ask: ./chokepoint train " + run.id() + " --on CHIPSxCHIP");
        String nearest = run.value().name() + " as it was run";
        Evidence evidence = Grounds.evidence(used, nearest, false, Command.of(question), notes);
        return new RlLadderAnswer(
                RlLadderAnswer.VERSION,
                RlLadderHeadline.of(run.value().name(), from.name(), chips, rungs, evidence),
                run.id(),
                from.id(),
                chips,
                base.hours(),
                rungs,
                evidence);
    }

    private Costed reference(Accelerator from) {
        try {
            return cost(from, Optional.empty());
        } catch (Fault fault) {
            throw fault.at().equals(CHIPS) ? new Fault(Location.of("--gpus"), fault.what(), fault.maybe()) : fault;
        }
    }

    private Accelerator chip(String name) {
        return catalog.find(Accelerator.KIND, name, Location.of("--rungs")).value();
    }

    private Costed cost(Accelerator chip, Optional<String> overlap) {
        PostTrainQuestion asked =
                new PostTrainQuestion(run.id(), Optional.of(chips + "x" + chip.id()), Optional.empty(), overlap);
        PostTrainResolved resolved = PostTrainResolver.resolve(catalog, asked);
        PostTrainCosts costs = new PostTrainCosts(resolved.own());
        PostTrainResolved fitting = new PostTrainFit(resolved, costs).fitting();
        fitting.used().stream().filter(each -> !used.contains(each)).forEach(used::add);
        List<StageCost> stages = costs.stages(fitting.settings());
        return new Costed(PostTrainCosts.hours(stages), PostTrainCosts.hours(stages, RlPart.ROLLOUT, RlPart.TAIL));
    }

    /** What is wrong with the question shows on the reference already; here it is the chip that can't do the run. */
    private RlLadderAnswer.Rung rung(Accelerator chip, Accelerator from, Costed base, Map<String, Integer> measured) {
        Optional<Costed> costed = Optional.empty();
        Optional<String> obstacle = Optional.empty();
        try {
            costed = Optional.of(cost(chip, Optional.empty()));
        } catch (Infeasible infeasible) {
            obstacle = Optional.of(infeasible.what());
        } catch (Fault fault) {
            obstacle = Optional.of(ofChips(fault).what());
        }
        OptionalDouble hours = map(costed, Costed::hours);
        OptionalDouble slower = map(hours, each -> each / base.hours());
        Cut ruled = Cut.ruled(chip, from);
        OptionalDouble binding = map(slower, each -> 1 - 1 / each);
        return new RlLadderAnswer.Rung(
                chip.id(),
                new LadderAnswer.Nominal(ruled.quantity(), ruled.cut()),
                hours,
                map(costed, each -> each.rollouts() / base.rollouts()),
                slower,
                map(asynchronous(chip), each -> each.hours() / base.hours()),
                binding,
                ruled.cut() > 0 ? map(binding, each -> each / ruled.cut()) : OptionalDouble.empty(),
                map(slower, each -> 1 / each),
                measured.getOrDefault(chip.id(), 0),
                obstacle);
    }

    private Optional<Costed> asynchronous(Accelerator chip) {
        try {
            return Optional.of(cost(chip, Optional.of("asynchronous")));
        } catch (Infeasible infeasible) {
            return Optional.empty();
        } catch (Fault fault) {
            ofChips(fault);
            return Optional.empty();
        }
    }

    /** A fault of the chips; any other is thrown. */
    private static Fault ofChips(Fault fault) {
        if (!fault.at().equals(CHIPS)) {
            throw fault;
        }
        return fault;
    }

    private static OptionalDouble map(Optional<Costed> value, ToDoubleFunction<Costed> with) {
        return value.isPresent() ? OptionalDouble.of(with.applyAsDouble(value.get())) : OptionalDouble.empty();
    }

    private static OptionalDouble map(OptionalDouble value, DoubleUnaryOperator with) {
        return value.isPresent() ? OptionalDouble.of(with.applyAsDouble(value.getAsDouble())) : value;
    }
}
