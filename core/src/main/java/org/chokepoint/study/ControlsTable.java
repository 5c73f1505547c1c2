package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Fact;
import org.chokepoint.controls.Flip;
import org.chokepoint.controls.Interval;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Items;
import org.chokepoint.controls.Measure;
import org.chokepoint.controls.Review;
import org.chokepoint.controls.Rule;
import org.chokepoint.controls.RuleVerdict;
import org.chokepoint.controls.Transaction;
import org.chokepoint.controls.Truth;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.units.Figure;

/** Answers {@link ControlsTableQuestion}. */
final class ControlsTable {
    /** Series of the rules on chips. */
    static final String CHIPS = "3a090";

    private ControlsTable() {}

    static ControlsTableAnswer answer(Catalog catalog, ControlsTableQuestion question) {
        ControlsInputs inputs = new ControlsInputs(catalog);
        Transaction deal = inputs.deal(question.to(), question.onDate());
        CheckedRule rule = rule(inputs, question.rule(), deal.date(), "--rule");
        Optional<CheckedRule> reviewing = inputs.book().reviewing(rule, deal.date());
        List<ControlsTableAnswer.Row> rows = new ArrayList<>();
        for (Entry<Accelerator> chip : inputs.chips()) {
            Item item = Items.of(chip.value(), chip.provenance());
            Optional<Review> reviewed = reviewing.map(
                    review -> Review.of(review, rule, item, deal, inputs.book().destinations()));
            rows.add(row(item, RuleVerdict.of(rule, item, deal, inputs.book().destinations()), reviewed));
        }
        Evidence evidence = ControlsEvidence.of(inputs, List.of(rule), Optional.empty(), Command.of(question));
        return new ControlsTableAnswer(
                ControlsTableAnswer.VERSION,
                ControlsInputs.NOTICE,
                headline(rule, rows, inputs.book().destinations().name(deal.destination()), evidence),
                rule.rule().id(),
                deal.destination(),
                rows,
                evidence);
    }

    /** The rule that is named, else the one on chips that is enforced on a day. */
    static CheckedRule rule(ControlsInputs inputs, Optional<String> named, String day, String option) {
        return named.map(name -> inputs.book().named(name, Location.of(option)))
                .or(() -> inputs.book().enforced(Rule.Authority.US, CHIPS, day))
                .orElseThrow(() -> new Fault(
                        Location.of("--on-date"),
                        "no rule on chips was enforced on " + day + ".",
                        "name a rule with " + option + "."));
    }

    private static ControlsTableAnswer.Row row(Item item, RuleVerdict verdict, Optional<Review> review) {
        Optional<Flip> nearest = verdict.nearest();
        return new ControlsTableAnswer.Row(
                item.id(),
                item.name(),
                exact(item, Measure.TPP, 1),
                exact(item, Measure.PERFORMANCE_DENSITY, 1e-6),
                exact(item, Measure.IO, 1),
                exact(item, Measure.LINKS, 1),
                exact(item, Measure.DRAM_BANDWIDTH, 1),
                item.fact(Fact.DATACENTER),
                verdict.controlled(),
                verdict.paragraph(),
                verdict.policy(),
                review,
                nearest.map(flip -> flip.property().meaning()),
                nearest.isPresent() ? OptionalDouble.of(nearest.get().share()) : OptionalDouble.empty());
    }

    /** A measure that is exactly known, in so large units. */
    static OptionalDouble exact(Item item, Measure measure, double unit) {
        Optional<Interval> value = item.measure(measure).filter(Interval::isExact);
        return value.isPresent() ? OptionalDouble.of(value.get().low() * unit) : OptionalDouble.empty();
    }

    private static Headline headline(
            CheckedRule rule, List<ControlsTableAnswer.Row> rows, String country, Evidence evidence) {
        long caught = rows.stream().filter(row -> row.controlled() == Truth.YES).count();
        long unknown =
                rows.stream().filter(row -> row.controlled() == Truth.UNKNOWN).count();
        String answer = rule.rule().id() + " (" + rule.rule().name() + ") catches " + caught + " of " + rows.size()
                + " chips on their way to " + country
                + (unknown == 0 ? "" : "; of " + unknown + " it is not known") + ".";
        String flips = rows.stream()
                .filter(row -> row.nearestShare().isPresent())
                .min(Comparator.comparingDouble(
                        row -> Math.abs(row.nearestShare().getAsDouble())))
                .map(row -> "Nearest to a line: " + row.name() + ", by "
                        + Figure.percent(Math.abs(row.nearestShare().getAsDouble()), 2) + " of its "
                        + row.nearest().orElse("") + ".")
                .orElse("No chip is moved over a line by a single quantity.");
        return new Headline(answer, flips, ControlsEvidence.restsOn(evidence));
    }
}
