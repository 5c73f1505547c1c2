package org.chokepoint.study;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.ladder.Ablation;
import org.chokepoint.ladder.Cut;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Precision;
import org.chokepoint.search.Axis;
import org.chokepoint.search.Candidate;
import org.chokepoint.search.Limits;
import org.chokepoint.search.Objective;
import org.chokepoint.search.SearchJob;
import org.chokepoint.search.StrategySearch;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.StepBound;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.Band;

/** Answers {@link LadderQuestion}: a reference on the first chip, then each rung kept, planned anew and with ingenuity. */
final class Ladder {
    static final String RUNGS = "a100,a800,h100,h800,h20,h200,b200,910c";
    private static final String REFERENCE = "h100";
    private static final String USUAL_CHIPS = "1024";

    private final Catalog catalog;
    private final LadderQuestion question;
    private final SearchLimits limits;
    private final StrategySearch engine;
    private final Map<String, Integer> stock = new LinkedHashMap<>();

    private Ladder(Catalog catalog, LadderQuestion question, StrategySearch engine) {
        this.catalog = catalog;
        this.question = question;
        this.limits = SearchLimits.of(question.strategy());
        this.engine = engine;
        question.stock().ifPresent(this::readStock);
    }

    static LadderAnswer answer(Catalog catalog, LadderQuestion question, Progress progress) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (StrategySearch engine = new StrategySearch(threads, progress::cancelled)) {
            return new Ladder(catalog, question, engine).answer(progress);
        }
    }

    private void readStock(String text) {
        for (String part : text.split(",", -1)) {
            String[] halves = part.split("=", 2);
            Location at = Location.of("--stock");
            if (halves.length < 2) {
                throw new Fault(at, "'" + part + "' must be a chip and a number.", "write it like h800=2048.");
            }
            String id = catalog.find(Accelerator.KIND, halves[0].strip(), at).id();
            stock.put(id, Written.whole(halves[1], "--stock"));
        }
    }

    /** A chip with what the workload takes on it by ablation; what does not fit is left out. */
    private record Planned(Fleet fleet, Accelerator chip, Map<Ablation, Candidate> best) {
        Optional<Candidate> plain() {
            return Optional.ofNullable(best.get(Ablation.NONE));
        }
    }

    private LadderAnswer answer(Progress progress) {
        List<String> names = List.of(question.rungs().orElse(RUNGS).split(",", -1));
        String count = chips();
        progress.at(0, "planning on " + REFERENCE);
        Planned reference = planned(count, REFERENCE);
        if (reference.plain().isEmpty()) {
            throw new Infeasible(
                    "The workload does not fit on " + count + " " + REFERENCE + ", from which the ladder is measured.",
                    "more --gpus.",
                    reference.fleet().resolved().notes());
        }
        Map<String, Integer> measured = measured();
        List<LadderAnswer.Rung> rungs = new ArrayList<>();
        for (String name : names) {
            progress.at((1.0 + rungs.size()) / (1.0 + names.size()), "planning on " + name.strip());
            Location at = Location.of("--rungs");
            String id = catalog.find(Accelerator.KIND, name.strip(), at).id();
            Planned rung = id.equals(reference.chip().id()) ? reference : planned(count, id);
            rungs.add(rung(rung, reference, measured));
        }
        Candidate best = reference.plain().get();
        Fleet fleet = reference.fleet();
        TrainAnswer train = Train.answer(catalog, fleet.train(best.strategy()), Progress.NONE);
        boolean routed = fleet.resolved().job().network().routed();
        return new LadderAnswer(
                LadderAnswer.VERSION,
                headline(rungs, reference, train),
                routed ? "MoE training" : "dense training",
                reference.chip().id(),
                fleet.accelerators(),
                best.strategy(),
                rungs,
                SearchHeadline.evidence(train.evidence(), Command.of(question)));
    }

    private String chips() {
        if (question.gpus().isPresent()) {
            return String.valueOf(Written.whole(question.gpus().get(), "--gpus"));
        }
        return catalog.lookUp(RunPreset.KIND, question.model())
                .map(run -> String.valueOf(run.value().accelerators()))
                .orElse(USUAL_CHIPS);
    }

    private Planned planned(String count, String chip) {
        SearchQuestion search = SearchQuestion.of(
                question.model(),
                count + "x" + chip,
                question.tokens(),
                question.globalBatch(),
                question.sequenceLength(),
                question.strategy());
        Fleet fleet = Fleets.of(catalog, search, limits.fixed()).get(0);
        Accelerator own = fleet.resolved().machine().chip();
        Map<Ablation, Candidate> best = new EnumMap<>(Ablation.class);
        double most = Double.MAX_VALUE;
        for (Ablation ablation : Ablation.values()) {
            Limits allowed = ablation.allow(shared(fleet), fleet.wide(), own.supports(Precision.FP8));
            SearchJob job = fleet.search(Objective.TIME, allowed, Double.POSITIVE_INFINITY);
            // ingenuity may leave a plan as it is, but not worse
            Candidate found =
                    engine.run(job.atMost(most), 1, share -> {}).best().orElse(best.get(Ablation.NONE));
            if (found != null) {
                best.put(ablation, found);
                most = ablation == Ablation.NONE ? found.value() : most;
            }
        }
        return new Planned(fleet, own, best);
    }

    /** What all searches of a ladder hold alike, so that they take seconds: ranks of experts whole, sequences cut where long. */
    private Limits shared(Fleet fleet) {
        Limits held = limits.limits();
        boolean shortSequences = fleet.resolved().job().sequenceLength() <= 8192;
        held = hold(held, Axis.EXPERT_TENSOR_PARALLEL, 1);
        held = shortSequences ? hold(held, Axis.CONTEXT_PARALLEL, 1) : held;
        if (!held.values().containsKey(Axis.MICRO_BATCH)) {
            held = held.with(Axis.MICRO_BATCH, List.of(1, 2, 4));
        }
        return hold(held, Axis.RECOMPUTE_LAYERS, 0);
    }

    private static Limits hold(Limits limits, Axis axis, int value) {
        return limits.values().containsKey(axis) ? limits : limits.with(axis, List.of(value));
    }

    private LadderAnswer.Rung rung(Planned rung, Planned from, Map<String, Integer> measured) {
        double base = from.plain().orElseThrow().seconds();
        OptionalDouble replanned = rung.plain().isPresent()
                ? OptionalDouble.of(rung.plain().get().seconds() / base)
                : OptionalDouble.empty();
        Map<String, Double> ingenuity = new LinkedHashMap<>();
        rung.best().forEach((ablation, candidate) -> {
            if (ablation != Ablation.NONE) {
                ingenuity.put(ablation.label(), candidate.seconds() / base);
            }
        });
        Cut ruled = Cut.ruled(rung.chip(), from.chip());
        OptionalDouble binding = map(replanned, slower -> 1 - 1 / slower);
        double rents = rung.fleet().resolved().rent() / from.fleet().resolved().rent();
        double watts = rung.chip().powerWatts() / from.chip().powerWatts();
        OptionalDouble had = stock.containsKey(rung.chip().id())
                ? OptionalDouble.of(stock.get(rung.chip().id()))
                : OptionalDouble.empty();
        Map<String, Double> equivalents = new LinkedHashMap<>();
        for (Cut each : List.of(
                Cut.tpp(rung.chip(), from.chip()),
                Cut.bf16(rung.chip(), from.chip()),
                Cut.memoryBandwidth(rung.chip(), from.chip()))) {
            equivalents.put(each.quantity(), each.share());
        }
        replanned.ifPresent(slower -> equivalents.put("simulated_job", 1 / slower));
        Band band = rung.fleet().resolved().band();
        return new LadderAnswer.Rung(
                rung.chip().id(),
                new LadderAnswer.Nominal(ruled.quantity(), ruled.cut()),
                Cut.tpp(rung.chip(), from.chip()).cut(),
                equivalents,
                kept(rung, from),
                replanned,
                map(replanned, slower -> slower * band.low()),
                map(replanned, slower -> slower * band.high()),
                ingenuity,
                binding,
                ruled.cut() > 0 ? map(binding, cut -> cut / ruled.cut()) : OptionalDouble.empty(),
                Double.isNaN(rents) ? OptionalDouble.empty() : map(replanned, slower -> slower * rents),
                map(replanned, slower -> slower * watts),
                had,
                had.isPresent() ? map(replanned, slower -> had.getAsDouble() / slower) : OptionalDouble.empty(),
                measured.getOrDefault(rung.chip().id(), 0),
                rung.plain().map(Candidate::strategy));
    }

    private static OptionalDouble map(OptionalDouble value, DoubleUnaryOperator with) {
        return value.isPresent() ? OptionalDouble.of(with.applyAsDouble(value.getAsDouble())) : value;
    }

    /** The reference layout on another chip, if that can run it and has the memory. */
    private static OptionalDouble kept(Planned rung, Planned from) {
        Resolved r = rung.fleet().resolved();
        Candidate reference = from.plain().orElseThrow();
        Strategy s = reference.strategy();
        if (!StrategyCheck.problems(s, r.job(), r.machine()).isEmpty()) {
            return OptionalDouble.empty();
        }
        StepBound bound = new StepBound(r.job().network(), r.machine(), r.balance());
        if (bound.split(r.job(), s).deviceBytes(s) > rung.chip().memoryBytes()) {
            return OptionalDouble.empty();
        }
        double seconds = new ExecutedStep(r.job().network(), r.machine(), r.balance()).seconds(r.job(), s);
        return OptionalDouble.of(seconds / reference.seconds());
    }

    /** Rows of the table of measured steps by chip. */
    private Map<String, Integer> measured() {
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (Csv.Row row : Validate.table(catalog, Optional.empty()).rows()) {
            catalog.lookUp(Accelerator.KIND, row.text("accelerator"))
                    .ifPresent(chip -> rows.merge(chip.id(), 1, Integer::sum));
        }
        return rows;
    }

    private Headline headline(List<LadderAnswer.Rung> rungs, Planned reference, TrainAnswer train) {
        List<String> parts = new ArrayList<>();
        for (LadderAnswer.Rung rung : rungs) {
            if (rung.nominal().cut() > 0 && rung.replanned().isPresent()) {
                parts.add(rung.accelerator() + " is cut by "
                        + Figure.percent(rung.nominal().cut(), 2) + " in "
                        + rung.nominal().quantity().replace('_', ' ') + " and takes "
                        + Figure.plain(rung.replanned().getAsDouble(), 3) + " times as long (80 % band "
                        + Figure.plain(rung.replannedLow().getAsDouble(), 3) + " to "
                        + Figure.plain(rung.replannedHigh().getAsDouble(), 3) + ")");
            }
        }
        String answer = parts.isEmpty()
                ? "None of these chips is cut against " + reference.chip().name() + "."
                : "Against " + reference.chip().name() + ", chip for chip and planned anew: " + String.join("; ", parts)
                        + ".";
        List<String> undone = new ArrayList<>();
        for (LadderAnswer.Rung rung : rungs) {
            Double all = rung.ingenuity().get(Ablation.ALL.label());
            boolean slower = rung.replanned().orElse(1) > 1.005;
            if (all != null && slower && all <= 1) {
                undone.add(rung.accelerator());
            }
        }
        String flips = undone.isEmpty()
                ? "FP8, overlap and node-wise dispatch together make up for none of the cuts."
                : "FP8, overlap and node-wise dispatch together make up for the cut of " + String.join(", ", undone)
                        + ", though the uncut chip gains by them too.";
        return new Headline(answer, flips, Headlines.restsOn(train.evidence()));
    }
}
