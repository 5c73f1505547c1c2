package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.chokepoint.evidence.Source;
import org.chokepoint.units.Figure;

/** Evaluates conditions of a rule on an item, in three values, with reasons. */
final class Evaluation {
    private final CheckedRule rule;
    private final Item item;

    Evaluation(CheckedRule rule, Item item) {
        this.rule = rule;
        this.item = item;
    }

    Truth truth(Predicate predicate) {
        if (predicate instanceof Predicate.All all) {
            return Truth.all(all.of().stream().map(this::truth).toList());
        }
        if (predicate instanceof Predicate.Any any) {
            return Truth.any(any.of().stream().map(this::truth).toList());
        }
        if (predicate instanceof Predicate.Not not) {
            return truth(not.of()).not();
        }
        if (predicate instanceof Predicate.Comparison comparison) {
            return sum(comparison)
                    .map(value -> comparison.is().holds(value, line(comparison).value()))
                    .orElse(Truth.NO);
        }
        if (predicate instanceof Predicate.Holds holds) {
            return item.fact(holds.fact());
        }
        if (predicate instanceof Predicate.Named named) {
            return Truth.of(named.items().contains(item.id()));
        }
        return Truth.YES;
    }

    private Threshold line(Predicate.Comparison comparison) {
        return rule.thresholds().get(comparison.threshold());
    }

    /** Within what a sum lies; empty where a part of it has no meaning for the item. */
    Optional<Interval> sum(Predicate.Comparison comparison) {
        Interval total = Interval.of(0);
        for (Map.Entry<Measure, Double> part : comparison.sum().entrySet()) {
            Optional<Interval> value = item.measure(part.getKey());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            total = total.plus(value.get().times(part.getValue()));
        }
        return Optional.of(total);
    }

    Finding finding(Rule.Paragraph paragraph) {
        Finding condition = finding(paragraph.when());
        return new Finding(
                condition.holds(), paragraph.id(), OptionalDouble.empty(), paragraph.text(), List.of(condition));
    }

    Finding finding(Predicate predicate) {
        Truth holds = truth(predicate);
        if (predicate instanceof Predicate.All all) {
            return node(holds, "all of these", all.of());
        }
        if (predicate instanceof Predicate.Any any) {
            return node(holds, "any of these", any.of());
        }
        if (predicate instanceof Predicate.Not not) {
            return node(holds, "not this", List.of(not.of()));
        }
        if (predicate instanceof Predicate.Comparison comparison) {
            return compared(holds, comparison);
        }
        if (predicate instanceof Predicate.Holds fact) {
            return leaf(holds, "it " + fact.fact().meaning());
        }
        if (predicate instanceof Predicate.Named) {
            return leaf(holds, "the text names it");
        }
        return leaf(holds, "applies to every item");
    }

    private Finding node(Truth holds, String text, List<Predicate> parts) {
        List<Finding> below = parts.stream().map(this::finding).toList();
        return new Finding(holds, text, OptionalDouble.empty(), "", below);
    }

    private static Finding leaf(Truth holds, String text) {
        return new Finding(holds, text, OptionalDouble.empty(), "", List.of());
    }

    private Finding compared(Truth holds, Predicate.Comparison comparison) {
        Threshold line = line(comparison);
        Optional<Interval> value = sum(comparison);
        Measure first = comparison.sum().keySet().iterator().next();
        String called = name(comparison);
        String is = value.map(first::text).orElse("has no meaning for it");
        OptionalDouble margin = value.isPresent() && value.get().isExact()
                ? OptionalDouble.of(value.get().low() / line.value() - 1)
                : OptionalDouble.empty();
        String text = called + " " + is + " " + comparison.is().sign() + " " + first.text(line.value());
        List<Finding> inputs = new ArrayList<>();
        comparison.sum().keySet().forEach(measure -> inputs.addAll(inputs(measure)));
        return new Finding(holds, text, margin, comparison.threshold() + ": " + line.text(), inputs);
    }

    /** What is compared, in words. */
    static String name(Predicate.Comparison comparison) {
        return comparison.sum().entrySet().stream()
                .map(part -> (part.getValue() == 1 ? "" : Figure.json(part.getValue()) + " × ")
                        + part.getKey().meaning())
                .collect(Collectors.joining(" + "));
    }

    private List<Finding> inputs(Measure measure) {
        List<Finding> inputs = new ArrayList<>();
        for (Property property : Item.inputs(measure)) {
            Given given = item.properties().get(property);
            if (given != null) {
                Truth known = given.value().isExact() ? Truth.YES : Truth.UNKNOWN;
                String text = property.meaning() + " " + given(property, given);
                inputs.add(new Finding(known, text, OptionalDouble.empty(), text(given.source()), List.of()));
            }
        }
        return inputs;
    }

    private static String given(Property property, Given given) {
        Interval value = given.value();
        if (value.isExact()) {
            return Measure.text(value.low(), property.dimension());
        }
        String low = value.low() == 0 ? "" : "at least " + Measure.text(value.low(), property.dimension());
        String high = value.high() == Double.POSITIVE_INFINITY
                ? ""
                : "at most " + Measure.text(value.high(), property.dimension());
        String both = low + (low.isEmpty() || high.isEmpty() ? "" : ", ") + high;
        return (both.isEmpty() ? "unknown" : both) + ", since " + given.because();
    }

    private static String text(Source source) {
        return source.title() + (source.date().isEmpty() ? "" : ", " + source.date()) + ", "
                + source.grade().label();
    }
}
