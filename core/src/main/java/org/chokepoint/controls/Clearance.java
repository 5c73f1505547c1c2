package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chokepoint.controls.World.Stretch;

/**
 * Where nothing is demanded: rules that must all let an item go.
 *
 * @param rules the rules
 * @param deal to whom, how and when
 * @param destinations countries and groups
 */
public record Clearance(List<CheckedRule> rules, Transaction deal, Destinations destinations) {
    public Clearance {
        rules = List.copyOf(rules);
    }

    /**
     * A line that a change crosses.
     *
     * @param rule id of the rule
     * @param paragraph what catches the changed item
     * @param quantity what is compared
     * @param is its value before, as people write it
     * @param line the line, likewise
     * @param margin how far the value lies from the line, as a share of the line; negative below
     */
    public record Line(String rule, String paragraph, String quantity, String is, String line, double margin) {}

    /** Whether no rule demands anything of an item, whatever is not known of it. */
    public boolean free(Item item) {
        return World.of(item, rules).stream()
                .allMatch(world -> rules.stream()
                        .allMatch(rule -> decision(rule, world.item()).policy() == Policy.NO_LICENCE));
    }

    private Decision decision(CheckedRule rule, Item item) {
        return Decision.of(rule, item, deal, destinations);
    }

    /** Ranges of a property in which no rule demands anything, all else staying, lowest first; their ends may be lines. */
    public List<Interval> ranges(Item item, Property property) {
        return Stretch.of(item, property, Interval.UNKNOWN, rules).stream()
                .filter(stretch -> free(item.with(property, stretch.inside())))
                .map(Stretch::range)
                .toList();
    }

    /** Lines between an item that is let go and a changed one that is not, in what catches the latter. */
    public List<Line> between(Item item, Item changed) {
        List<Line> lines = new ArrayList<>();
        for (CheckedRule rule : rules) {
            Decision caught = decision(rule, changed);
            if (caught.policy() != Policy.NO_LICENCE) {
                for (Rule.Paragraph each : rule.rule().paragraphs()) {
                    if (caught.paragraphText().equals(each.id())) {
                        lines(rule, each.id(), each.when(), item, changed, lines);
                    }
                }
                rule.rule().exclusions().forEach(each -> lines(rule, each.id(), each.when(), item, changed, lines));
            }
        }
        return lines;
    }

    private static void lines(
            CheckedRule rule, String paragraph, Predicate when, Item item, Item changed, List<Line> into) {
        Evaluation before = new Evaluation(rule, item);
        Evaluation after = new Evaluation(rule, changed);
        for (Predicate.Comparison each : CheckedRule.comparisons(when)) {
            if (before.truth(each) != after.truth(each)) {
                Map.Entry<Measure, Double> first =
                        each.sum().entrySet().iterator().next();
                Threshold line = rule.thresholds().get(each.threshold());
                double value = before.sum(each).map(Interval::low).orElse(0.0);
                into.add(new Line(
                        rule.rule().id(),
                        paragraph,
                        Evaluation.name(each),
                        first.getKey().text(value),
                        first.getKey().text(line.value()),
                        value / line.value() - 1));
            }
        }
    }
}
