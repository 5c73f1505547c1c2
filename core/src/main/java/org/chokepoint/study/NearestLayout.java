package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.search.Axis;
import org.chokepoint.search.Candidate;
import org.chokepoint.search.Limits;
import org.chokepoint.search.Objective;
import org.chokepoint.search.SearchJob;
import org.chokepoint.search.SearchResult;
import org.chokepoint.search.StrategySearch;
import org.chokepoint.units.Figure;

/** Names the constraint that leaves a search without a layout, and the nearest change that leaves one. */
final class NearestLayout {
    private static final int MOST_DOUBLINGS = 8;

    private final List<Fleet> fleets;
    private final SearchLimits limits;
    private final Objective objective;
    private final Optional<Double> deadline;
    private final Optional<Double> budget;
    private final StrategySearch engine;

    NearestLayout(
            List<Fleet> fleets,
            SearchLimits limits,
            Objective objective,
            Optional<Double> deadline,
            Optional<Double> budget,
            StrategySearch engine) {
        this.fleets = fleets;
        this.limits = limits;
        this.objective = objective;
        this.deadline = deadline;
        this.budget = budget;
        this.engine = engine;
    }

    /** What leaves no layout on some chips: the rule, or memory. */
    static String obstacle(Fleet fleet, SearchResult result) {
        double capacity = fleet.resolved().machine().chip().memoryBytes();
        if (result.tooLarge() > 0) {
            double least = result.smallest().map(Candidate::deviceBytes).orElse(Double.NaN);
            return "memory: the smallest of " + Figure.count(result.tooLarge(), 3) + " layouts needs "
                    + Figure.scaled(least, 3, "B") + ", and "
                    + fleet.resolved().machine().chip().name() + " has " + Figure.scaled(capacity, 3, "B");
        }
        return result.byRule().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(rule -> "no layout can be laid out: " + Figure.count(rule.getValue(), 3) + " of "
                        + Figure.count(result.enumerated(), 3) + " break the rules of " + rule.getKey() + ", as in: "
                        + result.reasons().get(rule.getKey()).replaceFirst("\\.$", ""))
                .orElse("the space is empty");
    }

    /** The exception that says so. */
    Infeasible infeasible(List<SearchResult> results) {
        Fleet last = fleets.get(fleets.size() - 1);
        Optional<Infeasible> late = deadline.isPresent() || budget.isPresent() ? late() : Optional.empty();
        if (late.isPresent()) {
            return late.get();
        }
        String what = "No layout of the space can be run; what empties it is "
                + obstacle(last, results.get(results.size() - 1)) + ".";
        return new Infeasible(what, nearest(last), last.resolved().notes());
    }

    private Optional<Candidate> run(Fleet fleet, Limits held) {
        return engine.run(fleet.search(objective, held, Double.POSITIVE_INFINITY), 1, share -> {})
                .best();
    }

    /** Layouts there are, but none is in time and in budget; empty if there are none at all. */
    private Optional<Infeasible> late() {
        Fleet best = null;
        double seconds = Double.NaN;
        double over = Double.POSITIVE_INFINITY;
        for (Fleet fleet : fleets) {
            Optional<Candidate> found = run(fleet, limits.limits());
            if (found.isEmpty()) {
                continue;
            }
            double step = found.get().seconds();
            double each = step / fleet.mostStepSeconds(deadline, budget);
            if (each < over) {
                best = fleet;
                seconds = step;
                over = each;
            }
        }
        if (best == null) {
            return Optional.empty();
        }
        String ask = deadline.map(most -> " within " + Figure.duration(most, 3)).orElse("")
                + budget.map(most -> " for " + Figure.usd(most, 3)).orElse("");
        String cost = Double.isNaN(best.resolved().rent()) ? "" : " and costs " + Figure.usd(best.costUsd(seconds), 3);
        return Optional.of(new Infeasible(
                "No layout on these chips ends" + ask + ".",
                "on " + Figure.plain(best.accelerators(), 7) + " "
                        + best.resolved().machine().chip().name() + " the run takes "
                        + Figure.duration(best.runSeconds(seconds), 3) + cost + ".",
                best.resolved().notes()));
    }

    private String nearest(Fleet fleet) {
        for (Axis axis : limits.limits().values().keySet()) {
            Optional<Candidate> found = run(fleet, limits.limits().without(axis));
            if (found.isPresent()) {
                return "without --" + axis.word().replace('_', '-') + " there is one: "
                        + SearchHeadline.split(found.get().strategy()) + ", "
                        + Figure.duration(found.get().seconds(), 3) + " a step.";
            }
        }
        SearchJob job = fleet.search(objective, limits.limits(), Double.POSITIVE_INFINITY);
        int chips = fleet.accelerators();
        for (int i = 0; i < MOST_DOUBLINGS; i++) {
            chips *= 2;
            Optional<Candidate> found =
                    engine.run(job.with(chips), 1, share -> {}).best();
            if (found.isPresent()) {
                return "on " + Figure.plain(chips, 9) + " chips there is one: "
                        + SearchHeadline.split(found.get().strategy()) + ".";
            }
        }
        return "a smaller model, shorter sequences, or chips with more memory: up to " + Figure.plain(chips, 9)
                + " of these chips were tried.";
    }
}
