package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one rule says of an item in a transaction.
 *
 * @param rule the rule
 * @param controlled whether it demands anything
 * @param paragraph paragraph that catches the item; empty where that depends on what is not known
 * @param policy what is demanded; empty where that depends on what is not known
 * @param exceptions licence exceptions that may apply
 * @param tariff duty, as a share of value
 * @param cases where it depends: what it depends on, with the verdict of each case
 * @param findings why
 * @param nearest change that would change the demand
 */
public record RuleVerdict(
        CheckedRule rule,
        Truth controlled,
        Optional<String> paragraph,
        Optional<Policy> policy,
        List<String> exceptions,
        OptionalDouble tariff,
        List<Case> cases,
        List<Finding> findings,
        Optional<Flip> nearest) {
    /**
     * A case of what is not known.
     *
     * @param assumed what is assumed
     * @param paragraph paragraph then
     * @param policy demand then
     */
    public record Case(String assumed, String paragraph, Policy policy) {}

    /** What a rule says. */
    public static RuleVerdict of(CheckedRule rule, Item item, Transaction deal, Destinations destinations) {
        List<World> worlds = World.of(item, List.of(rule));
        List<Decision> decisions = worlds.stream()
                .map(world -> Decision.of(rule, world.item(), deal, destinations))
                .toList();
        Decision first = decisions.get(0);
        boolean oneParagraph =
                decisions.stream().allMatch(other -> other.paragraphText().equals(first.paragraphText()));
        boolean onePolicy = decisions.stream().allMatch(other -> other.policy() == first.policy());
        List<Truth> caught = decisions.stream()
                .map(decision -> Truth.of(decision.policy() != Policy.NO_LICENCE))
                .distinct()
                .toList();
        return new RuleVerdict(
                rule,
                caught.size() == 1 ? caught.get(0) : Truth.UNKNOWN,
                oneParagraph ? Optional.of(first.paragraphText()) : Optional.empty(),
                onePolicy ? Optional.of(first.policy()) : Optional.empty(),
                onePolicy ? first.outcome().map(Rule.Outcome::exceptions).orElse(List.of()) : List.of(),
                onePolicy
                        ? first.outcome().map(Rule.Outcome::tariff).orElse(OptionalDouble.empty())
                        : OptionalDouble.empty(),
                oneParagraph && onePolicy ? List.of() : cases(worlds, decisions),
                findings(rule, item),
                onePolicy ? nearest(rule, worlds.get(0).item(), deal, destinations) : Optional.empty());
    }

    private static Optional<Flip> nearest(CheckedRule rule, Item item, Transaction deal, Destinations destinations) {
        return Flip.nearest(List.of(rule), item, changed -> {
            Decision there = Decision.of(rule, changed, deal, destinations);
            return new Flip.Demand(there.paragraphText(), there.policy());
        });
    }

    /** Neighbouring worlds with the same verdict are one case. */
    private static List<Case> cases(List<World> worlds, List<Decision> decisions) {
        List<Case> cases = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= worlds.size(); i++) {
            boolean ends = i == worlds.size()
                    || !decisions.get(i).same(decisions.get(from))
                    || !worlds.get(from).neighbours(worlds.get(i));
            if (ends) {
                cases.add(new Case(
                        worlds.get(from).assumedTo(worlds.get(i - 1)),
                        decisions.get(from).paragraphText(),
                        decisions.get(from).policy()));
                from = i;
            }
        }
        return cases;
    }

    private static List<Finding> findings(CheckedRule rule, Item item) {
        Evaluation evaluation = new Evaluation(rule, item);
        List<Finding> findings = new ArrayList<>();
        rule.rule().exclusions().forEach(exclusion -> findings.add(evaluation.finding(exclusion)));
        rule.rule().paragraphs().forEach(paragraph -> findings.add(evaluation.finding(paragraph)));
        return findings;
    }
}
