package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One of the ways an item may be as far as rules can tell: all that is open is settled.
 *
 * @param item the item, settled
 * @param facts facts that were settled, in words
 * @param stretches within what properties were settled
 */
record World(Item item, List<String> facts, List<World.Stretch> stretches) {
    World {
        facts = List.copyOf(facts);
        stretches = List.copyOf(stretches);
    }

    /** What was settled from this world to another, in words; neighbours are one range. */
    String assumedTo(World last) {
        List<String> words = new ArrayList<>(facts);
        for (int i = 0; i < stretches.size(); i++) {
            Stretch from = stretches.get(i);
            Stretch to = last.stretches.get(i);
            boolean ranges = from.range().low() <= to.range().low();
            Interval range =
                    ranges ? new Interval(from.range().low(), to.range().high()) : from.range();
            words.add(from.property().meaning() + " " + new Stretch(from.property(), range).text());
        }
        return String.join(", ", words);
    }

    /** Whether another world differs in the last property only, so that both are ends of one range. */
    boolean neighbours(World other) {
        int last = stretches.size() - 1;
        return facts.equals(other.facts)
                && last >= 0
                && stretches.size() == other.stretches.size()
                && stretches.subList(0, last).equals(other.stretches.subList(0, last))
                && stretches.get(last).property() == other.stretches.get(last).property();
    }

    /** All ways: facts either way, properties once between any two lines that some rule draws. */
    static List<World> of(Item item, List<CheckedRule> rules) {
        List<World> worlds = new ArrayList<>();
        settle(new World(item, List.of(), List.of()), rules, worlds);
        return worlds;
    }

    private static void settle(World world, List<CheckedRule> rules, List<World> into) {
        Item item = world.item();
        for (Fact fact : item.facts().keySet()) {
            boolean asked = rules.stream()
                    .anyMatch(rule -> CheckedRule.facts(rule.rule()).contains(fact));
            if (asked && item.fact(fact) == Truth.UNKNOWN) {
                settle(world.and(item.with(fact, true), "it " + fact.meaning()), rules, into);
                settle(world.and(item.with(fact, false), "not: it " + fact.meaning()), rules, into);
                return;
            }
        }
        if (item.open().isEmpty()) {
            into.add(world);
            return;
        }
        Property open = item.open().get(0);
        List<Stretch> stretches = Stretch.of(item, open, rules);
        for (Stretch stretch : stretches) {
            Item settled = item.with(open, stretch.inside());
            settle(
                    stretches.size() == 1
                            ? new World(settled, world.facts(), world.stretches())
                            : world.and(settled, stretch),
                    rules,
                    into);
        }
    }

    private World and(Item settled, String fact) {
        List<String> all = new ArrayList<>(facts);
        all.add(fact);
        return new World(settled, all, stretches);
    }

    private World and(Item settled, Stretch stretch) {
        List<Stretch> all = new ArrayList<>(stretches);
        all.add(stretch);
        return new World(settled, facts, all);
    }

    /**
     * Values of a property between two neighbouring lines.
     *
     * @param property the property
     * @param range from line to line
     */
    record Stretch(Property property, Interval range) {
        /** All stretches of what is possible, in order. */
        static List<Stretch> of(Item item, Property property, List<CheckedRule> rules) {
            return of(item, property, item.properties().get(property).value(), rules);
        }

        static List<Stretch> of(Item item, Property property, Interval possible, List<CheckedRule> rules) {
            List<Stretch> stretches = new ArrayList<>();
            double from = possible.low();
            for (double line : lines(item, property, rules)) {
                if (line > possible.low() && line < possible.high()) {
                    stretches.add(new Stretch(property, new Interval(from, line)));
                    from = line;
                }
            }
            stretches.add(new Stretch(property, new Interval(from, possible.high())));
            return stretches;
        }

        /** A value inside. */
        double inside() {
            return range.high() == Double.POSITIVE_INFINITY
                    ? Math.max(2 * range.low(), 1)
                    : (range.low() + range.high()) / 2;
        }

        /** The range in words. */
        String text() {
            if (range.high() == Double.POSITIVE_INFINITY) {
                return range.low() == 0 ? "whatever it is" : "from " + text(range.low());
            }
            return range.low() == 0 ? "up to " + text(range.high()) : text(range.low()) + " to " + text(range.high());
        }

        private String text(double value) {
            return Measure.text(value, property.dimension());
        }
    }

    /** Values of a property at which some comparison turns, as far as all else in it is known. */
    static TreeSet<Double> lines(Item item, Property property, List<CheckedRule> rules) {
        TreeSet<Double> lines = new TreeSet<>();
        for (CheckedRule rule : rules) {
            for (Predicate.Comparison comparison : CheckedRule.comparisons(rule.rule())) {
                double line = rule.thresholds().get(comparison.threshold()).value();
                turn(item, property, rule, comparison, line).ifPresent(lines::add);
            }
        }
        return lines;
    }

    /** A sum is a + b·p in a property p, or a + b/p in an area. */
    private static Optional<Double> turn(
            Item item, Property property, CheckedRule rule, Predicate.Comparison comparison, double line) {
        boolean area = property == Property.DIE_AREA || property == Property.STACK_AREA;
        Optional<Interval> atOne = new Evaluation(rule, item.with(property, 1)).sum(comparison);
        Optional<Interval> atTwo = new Evaluation(rule, item.with(property, 2)).sum(comparison);
        if (atOne.isEmpty()
                || atTwo.isEmpty()
                || !atOne.get().isExact()
                || !atTwo.get().isExact()) {
            return Optional.empty();
        }
        double one = atOne.get().low();
        double two = atTwo.get().low();
        double slope = area ? 2 * (one - two) : two - one;
        double rest = one - slope;
        double turn = area ? slope / (line - rest) : (line - rest) / slope;
        return slope > 0 && turn > 0 && turn < Double.POSITIVE_INFINITY ? Optional.of(turn) : Optional.empty();
    }
}
