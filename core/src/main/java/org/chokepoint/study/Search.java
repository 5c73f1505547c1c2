package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.model.Precision;
import org.chokepoint.search.Candidate;
import org.chokepoint.search.Limits;
import org.chokepoint.search.Objective;
import org.chokepoint.search.ParetoFront;
import org.chokepoint.search.Replan;
import org.chokepoint.search.SearchJob;
import org.chokepoint.search.SearchResult;
import org.chokepoint.search.Spec;
import org.chokepoint.search.StrategySearch;
import org.chokepoint.training.Cause;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.StepCost;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Figure;
import org.chokepoint.units.Quantity;

/** Answers {@link SearchQuestion}: fleets, a search on each, the best of all executed and set against the rest. */
final class Search {
    private static final int TOP = 10;
    private static final int MOST_TOP = 100;

    /** Causes named of a layout that is worse, and the share of a step from which on they are. */
    private static final int CAUSES = 3;

    private static final double NOTED = 0.002;

    private final Catalog catalog;
    private final SearchQuestion question;
    private final SearchLimits limits;
    private final Objective objective;
    private final List<Fleet> fleets;
    private final Optional<Double> deadline;
    private final Optional<Double> budget;
    private final int top;

    private Search(Catalog catalog, SearchQuestion question) {
        this.catalog = catalog;
        this.question = question;
        this.limits = SearchLimits.of(question.strategy());
        this.deadline = Fleets.deadline(question);
        this.budget = Fleets.budget(question);
        this.top = question.top().map(text -> Written.whole(text, "--top")).orElse(TOP);
        if (top > MOST_TOP) {
            throw new Fault(Location.of("--top"), "at most " + MOST_TOP + " layouts are ranked.", "--top 10.");
        }
        this.objective =
                question.objective().map(word -> named(word, "--objective")).orElse(usual());
        this.fleets = Fleets.of(catalog, question, limits.fixed());
        if (objective == Objective.COST || budget.isPresent()) {
            fleets.forEach(Search::priced);
        }
    }

    private static void priced(Fleet fleet) {
        if (Double.isNaN(fleet.resolved().rent())) {
            throw new Fault(
                    Location.of("--rent"),
                    "no dated rent of " + fleet.resolved().machine().chip().id() + " is known.",
                    "add --rent '2 USD/h', or choose other --chips.");
        }
    }

    /** Money where there is a deadline to keep, time where there is a budget or nothing. */
    private Objective usual() {
        return deadline.isPresent() ? Objective.COST : Objective.TIME;
    }

    private static Objective named(String word, String option) {
        return Objective.named(word.strip())
                .orElseThrow(() -> new Fault(
                        Location.of(option),
                        "'" + word + "' is no objective; there are " + String.join(", ", Objective.words()) + ".",
                        Nearest.remedy(word, Objective.words())));
    }

    /** A layout that was found. */
    private record Found(Fleet fleet, Candidate candidate, StepCost cost) {
        double of(Objective objective) {
            return fleet.of(objective, cost.seconds(), cost.watts());
        }
    }

    static SearchAnswer answer(Catalog catalog, SearchQuestion question, Progress progress) {
        progress.at(0, "looking up");
        Search search = new Search(catalog, question);
        int threads = Runtime.getRuntime().availableProcessors();
        try (StrategySearch engine = new StrategySearch(threads, progress::cancelled)) {
            return search.answer(engine, progress);
        }
    }

    /** The training question of the best layout alone, of those that a stack runs. */
    static TrainQuestion best(Catalog catalog, SearchQuestion question, Emission stack, Progress progress) {
        Search search = new Search(catalog, question);
        List<SearchLimits> alternatives = StackLimits.of(stack, search.limits, search.pipelines());
        int threads = Runtime.getRuntime().availableProcessors();
        try (StrategySearch engine = new StrategySearch(threads, progress::cancelled)) {
            List<Found> found = new ArrayList<>();
            Optional<Infeasible> none = Optional.empty();
            for (SearchLimits each : alternatives) {
                try {
                    found.add(search.find(engine, progress, each, List.of(), new ArrayList<>())
                            .get(0));
                } catch (Infeasible e) {
                    none = Optional.of(e);
                }
            }
            Found first = found.stream()
                    .min(Comparator.comparingDouble(each -> each.of(search.objective)))
                    .orElse(null);
            if (first == null) {
                throw none.orElseThrow();
            }
            return first.fleet().train(first.candidate().strategy());
        }
    }

    /** Numbers of stages that divide the chips of a fleet. */
    private List<Integer> pipelines() {
        List<Integer> values = new ArrayList<>();
        int layers = fleets.get(0).resolved().job().network().layers();
        for (int stages = 1; stages <= layers; stages++) {
            int each = stages;
            if (fleets.stream().anyMatch(fleet -> fleet.accelerators() % each == 0)) {
                values.add(stages);
            }
        }
        return values;
    }

    /** Layouts of all fleets, best first. */
    private List<Found> find(
            StrategySearch engine,
            Progress progress,
            SearchLimits held,
            List<Objective> respects,
            List<SearchResult> results) {
        List<Found> found = new ArrayList<>();
        double best = Double.MAX_VALUE;
        for (int i = 0; i < fleets.size(); i++) {
            Fleet fleet = fleets.get(i);
            double done = (double) i / fleets.size();
            double most = respects.isEmpty() && fleets.size() > 1 ? best : Double.MAX_VALUE;
            SearchResult result = engine.run(
                    fleet.search(objective, held.limits(), fleet.mostStepSeconds(deadline, budget))
                            .atMost(most),
                    top,
                    share -> progress.at(done + share / fleets.size(), "searching " + name(fleet)));
            results.add(result);
            found.addAll(costed(fleet, result.ranked()));
            best = result.best().map(Candidate::value).orElse(best);
        }
        found.sort(Comparator.comparingDouble(each -> each.of(objective)));
        if (found.isEmpty() && results.stream().anyMatch(each -> !each.complete())) {
            throw new Infeasible("The search was stopped before it found a layout.", "let it run on.", List.of());
        }
        if (found.isEmpty()) {
            throw new NearestLayout(fleets, held, objective, deadline, budget, engine).infeasible(results);
        }
        return found;
    }

    private SearchAnswer answer(StrategySearch engine, Progress progress) {
        List<Objective> respects = pareto();
        List<SearchResult> results = new ArrayList<>();
        List<Found> found = find(engine, progress, limits, respects, results);
        progress.at(0.95, "setting layouts against each other");
        Found first = found.get(0);
        Optional<SearchAnswer.Why> why = question.why().map(text -> why(engine, first, text));
        TrainAnswer train =
                Train.answer(catalog, first.fleet().train(first.candidate().strategy()), Progress.NONE);
        List<SearchAnswer.Row> front = respects.isEmpty()
                ? List.of()
                : ParetoFront.of(
                                found,
                                each -> respects.stream().mapToDouble(each::of).toArray())
                        .stream()
                        .map(each -> row(each, first))
                        .toList();
        List<Found> shown = found.size() > top ? found.subList(0, top) : found;
        SearchAnswer.Space space = space(results);
        return new SearchAnswer(
                SearchAnswer.VERSION,
                SearchHeadline.of(row(first, first), train, space, objective, widest(shown)),
                objective.word(),
                row(first, first),
                shown.stream().map(each -> row(each, first)).toList(),
                front,
                space,
                question.binds() ? binds(engine, first, train, progress) : List.of(),
                question.target()
                        .map(text -> needed(engine, first, text, progress))
                        .orElse(List.of()),
                why,
                SearchHeadline.evidence(train.evidence(), Command.of(question)));
    }

    /** The longest step over the shortest, less one. */
    private static double widest(List<Found> found) {
        double longest =
                found.stream().mapToDouble(each -> each.cost().seconds()).max().orElseThrow();
        return longest
                        / found.stream()
                                .mapToDouble(each -> each.cost().seconds())
                                .min()
                                .orElseThrow()
                - 1;
    }

    private List<Objective> pareto() {
        List<Objective> respects = question.pareto()
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(word -> named(word, "--pareto"))
                        .distinct()
                        .toList())
                .orElse(List.of());
        if (respects.size() == 1) {
            throw new Fault(Location.of("--pareto"), "one objective has no front.", "name two, like time,cost.");
        }
        if (respects.contains(Objective.COST)) {
            fleets.forEach(Search::priced);
        }
        return respects;
    }

    private static String name(Fleet fleet) {
        return fleet.accelerators() + " × " + fleet.resolved().machine().chip().id();
    }

    private static List<Found> costed(Fleet fleet, List<Candidate> candidates) {
        Resolved r = fleet.resolved();
        ExecutedStep model = new ExecutedStep(r.job().network(), r.machine(), r.balance());
        return candidates.stream()
                .map(each -> new Found(fleet, each, model.step(r.job(), each.strategy())))
                .toList();
    }

    private SearchAnswer.Row row(Found found, Found best) {
        Fleet fleet = found.fleet();
        StepCost cost = found.cost();
        Resolved r = fleet.resolved();
        double capacity = r.machine().chip().memoryBytes();
        double chipSeconds = cost.seconds() * fleet.accelerators();
        double flops = 3 * cost.tokenFlops().causal() * cost.tokens();
        return new SearchAnswer.Row(
                r.machine().chip().id(),
                fleet.accelerators(),
                cost.seconds(),
                fleet.runSeconds(cost.seconds()),
                fleet.gpuHours(cost.seconds()),
                fleet.costUsd(cost.seconds()),
                fleet.joules(cost.seconds(), cost.watts()),
                cost.memory().device(),
                cost.memory().device() / capacity,
                flops / chipSeconds / r.machine().chip().peak(Precision.BF16),
                found.candidate().strategy(),
                fleet.sameAs(best.fleet()) ? worse(cost, best.cost()) : Collections.emptyMap(),
                Command.of(fleet.train(found.candidate().strategy())));
    }

    /** Causes on which a step spends more than another, most first. */
    private static Map<String, Double> worse(StepCost step, StepCost than) {
        Map<String, Double> more = new LinkedHashMap<>();
        Arrays.stream(Cause.values())
                .sorted(Comparator.comparingDouble(
                        cause -> than.byCause()[cause.ordinal()] - step.byCause()[cause.ordinal()]))
                .limit(CAUSES)
                .forEach(cause -> {
                    double seconds = step.byCause()[cause.ordinal()] - than.byCause()[cause.ordinal()];
                    if (seconds > NOTED * step.seconds()) {
                        more.put(cause.label(), seconds);
                    }
                });
        return more;
    }

    private SearchAnswer.Why why(StrategySearch engine, Found best, String text) {
        SearchLimits.Asking asked = SearchLimits.asking(text);
        Limits held = limits.limits().with(asked.axis(), asked.values());
        Fleet fleet = best.fleet();
        SearchResult result = engine.run(fleet.search(objective, held, Double.POSITIVE_INFINITY), 1, share -> {});
        List<Found> other = costed(fleet, result.ranked());
        if (other.isEmpty()) {
            return new SearchAnswer.Why(
                    text, Optional.empty(), OptionalDouble.empty(), List.of(NearestLayout.obstacle(fleet, result)));
        }
        Found found = other.get(0);
        SearchAnswer.Row row = row(found, best);
        List<String> because = new ArrayList<>();
        row.worse()
                .forEach((cause, seconds) -> because.add(cause.replace('_', ' ') + " takes "
                        + Figure.duration(seconds, 2) + " of a step more than in the best layout"));
        if (because.isEmpty()) {
            because.add("it is as good as the best layout");
        }
        double slower = found.cost().seconds() / best.cost().seconds() - 1;
        return new SearchAnswer.Why(text, Optional.of(row), OptionalDouble.of(slower), because);
    }

    private List<SearchAnswer.Bound> binds(StrategySearch engine, Found best, TrainAnswer train, Progress progress) {
        Replan replan = new Replan(engine, job(best), best.candidate());
        List<SearchAnswer.Bound> bounds = new ArrayList<>();
        for (Spec spec : Spec.values()) {
            progress.at((double) spec.ordinal() / Spec.values().length, "planning anew with other " + spec.label());
            OptionalDouble fixed = train.step().binds().stream()
                    .filter(bound -> spec.rate()
                            .map(rate -> rate.label().equals(bound.rate()))
                            .orElse(false))
                    .mapToDouble(TrainStep.Bound::elasticity)
                    .findFirst();
            bounds.add(new SearchAnswer.Bound(spec.label(), replan.elasticity(spec), fixed));
        }
        return bounds;
    }

    private List<SearchAnswer.Needed> needed(StrategySearch engine, Found best, String text, Progress progress) {
        double wanted = Quantity.positive(text, Dimension.TIME, "the target", Location.of("--target"));
        if (wanted >= best.of(Objective.TIME)) {
            throw new Fault(
                    Location.of("--target"),
                    "the best layout already takes no more: " + Figure.duration(best.of(Objective.TIME), 3) + ".",
                    "a shorter one.");
        }
        Fleet fleet = best.fleet();
        SearchJob job = fleet.search(Objective.TIME, limits.limits(), Double.POSITIVE_INFINITY);
        Replan replan = new Replan(engine, job, best.candidate());
        List<SearchAnswer.Needed> needed = new ArrayList<>();
        for (Spec spec : Spec.values()) {
            progress.at((double) spec.ordinal() / Spec.values().length, "trying other " + spec.label());
            needed.add(new SearchAnswer.Needed(spec.label(), replan.factor(spec, wanted)));
        }
        return needed;
    }

    private SearchJob job(Found best) {
        return best.fleet().search(objective, limits.limits(), Double.POSITIVE_INFINITY);
    }

    private static SearchAnswer.Space space(List<SearchResult> results) {
        Map<String, Long> byRule = new LinkedHashMap<>();
        results.forEach(each -> each.byRule().forEach((rule, layouts) -> byRule.merge(rule, layouts, Long::sum)));
        Map<String, String> reasons = new LinkedHashMap<>();
        results.forEach(each -> each.reasons().forEach(reasons::putIfAbsent));
        return new SearchAnswer.Space(
                results.stream().mapToLong(SearchResult::enumerated).sum(),
                results.stream().mapToLong(SearchResult::ruled).sum(),
                byRule,
                reasons,
                results.stream().mapToLong(SearchResult::bounded).sum(),
                results.stream().mapToLong(SearchResult::tooLarge).sum(),
                results.stream().mapToLong(SearchResult::scored).sum(),
                results.stream().mapToLong(SearchResult::executed).sum(),
                results.stream().allMatch(SearchResult::complete));
    }
}
