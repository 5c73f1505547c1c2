package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.controls.CheckedRule;
import org.chokepoint.controls.Fact;
import org.chokepoint.controls.Interval;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Items;
import org.chokepoint.controls.Measure;
import org.chokepoint.controls.Property;
import org.chokepoint.controls.RuleMap;
import org.chokepoint.controls.RuleVerdict;
import org.chokepoint.controls.Transaction;
import org.chokepoint.controls.Truth;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;

/** Answers {@link ControlsMapQuestion}. */
final class ControlsMap {
    private static final double SQUARE_MILLIMETRES = 1e6;

    private ControlsMap() {}

    static ControlsMapAnswer answer(Catalog catalog, ControlsMapQuestion question) {
        ControlsInputs inputs = new ControlsInputs(catalog);
        List<CheckedRule> rules = question.rule()
                .map(name -> List.of(inputs.book().named(name, Location.of("--rule"))))
                .orElseGet(() -> inputs.book().rules().stream()
                        .filter(rule -> rule.rule().series().equals(ControlsTable.CHIPS))
                        .toList());
        List<ControlsMapAnswer.RuleMap> maps = new ArrayList<>();
        for (CheckedRule rule : rules) {
            String day = rule.rule().effective().orElse(inputs.book().reviewedUntil());
            maps.add(map(rule, inputs, inputs.deal(question.to(), Optional.of(day))));
        }
        Evidence evidence = ControlsEvidence.of(inputs, rules, Optional.empty(), Command.of(question));
        String to = inputs.deal(question.to(), Optional.of(inputs.book().reviewedUntil()))
                .destination();
        return new ControlsMapAnswer(
                ControlsMapAnswer.VERSION,
                ControlsInputs.NOTICE,
                headline(maps, inputs.book().destinations().name(to), evidence),
                to,
                maps,
                evidence);
    }

    private static ControlsMapAnswer.RuleMap map(CheckedRule rule, ControlsInputs inputs, Transaction deal) {
        List<ControlsMapAnswer.Region> regions = new ArrayList<>();
        for (RuleMap.Region region : RuleMap.of(rule, deal, inputs.book().destinations())) {
            regions.add(new ControlsMapAnswer.Region(
                    region.tpp().low(),
                    end(region.tpp(), 1),
                    region.density().low() / SQUARE_MILLIMETRES,
                    end(region.density(), SQUARE_MILLIMETRES),
                    region.policy(),
                    region.sure()));
        }
        List<ControlsMapAnswer.Chip> chips = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Entry<Accelerator> entry : inputs.chips()) {
            Item item = Items.of(entry.value(), entry.provenance());
            OptionalDouble density = ControlsTable.exact(item, Measure.PERFORMANCE_DENSITY, 1 / SQUARE_MILLIMETRES);
            if (density.isEmpty()) {
                left.add(item.id());
            } else {
                chips.add(new ControlsMapAnswer.Chip(
                        item.id(),
                        ControlsTable.exact(item, Measure.TPP, 1).getAsDouble(),
                        density.getAsDouble(),
                        reported(item),
                        item.fact(Fact.DATACENTER) == Truth.YES,
                        RuleVerdict.of(rule, item, deal, inputs.book().destinations())
                                .policy()));
            }
        }
        return new ControlsMapAnswer.RuleMap(rule.rule().id(), rule.rule().name(), regions, chips, left);
    }

    private static OptionalDouble end(Interval range, double unit) {
        return range.high() == Double.POSITIVE_INFINITY
                ? OptionalDouble.empty()
                : OptionalDouble.of(range.high() / unit);
    }

    private static boolean reported(Item item) {
        return List.of(Property.TPP, Property.DIE_AREA).stream()
                .allMatch(property ->
                        item.properties().get(property).source().grade().compareTo(Grade.ESTIMATE) < 0);
    }

    private static Headline headline(List<ControlsMapAnswer.RuleMap> maps, String country, Evidence evidence) {
        ControlsMapAnswer.RuleMap last = maps.get(maps.size() - 1);
        long regions = maps.stream().mapToLong(map -> map.regions().size()).sum();
        String answer = (maps.size() == 1 ? last.rule() + " draws " : maps.size() + " rules draw ") + regions
                + " regions over TPP and performance density for exports to " + country + "; "
                + last.chips().size()
                + " chips stand on the map.";
        String flips = "Not on it, since their area or peak is not published: "
                + last.left().size() + " chips.";
        return new Headline(answer, flips, ControlsEvidence.restsOn(evidence));
    }
}
