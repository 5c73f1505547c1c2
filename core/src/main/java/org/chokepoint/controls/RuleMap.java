package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Source;

/** What a rule demands over TPP and performance density, for a chip of datacenters that is sold in the United States. */
public final class RuleMap {
    private static final Source ANY = new Source("any", "none", "", Grade.ASSUMPTION);

    private RuleMap() {}

    /**
     * A rectangle of the plane.
     *
     * @param tpp from line to line
     * @param density from line to line
     * @param policy strictest demand that is possible there
     * @param sure whether it does not depend on other quantities
     */
    public record Region(Interval tpp, Interval density, Policy policy, boolean sure) {}

    /** All regions where something may be demanded, joined along TPP. */
    public static List<Region> of(CheckedRule rule, Transaction deal, Destinations destinations) {
        List<Double> tpp = lines(rule, Measure.TPP);
        List<Double> density = lines(rule, Measure.PERFORMANCE_DENSITY);
        List<Region> regions = new ArrayList<>();
        for (int d = 0; d + 1 < density.size(); d++) {
            Interval row = new Interval(density.get(d), density.get(d + 1));
            for (int t = 0; t + 1 < tpp.size(); t++) {
                Interval column = new Interval(tpp.get(t), tpp.get(t + 1));
                add(region(rule, deal, destinations, column, row), regions);
            }
        }
        regions.removeIf(region -> region.policy() == Policy.NO_LICENCE);
        return regions;
    }

    /** A region goes on where the one before, in the same row, demands the same. */
    private static void add(Region next, List<Region> regions) {
        int last = regions.size() - 1;
        if (last >= 0) {
            Region before = regions.get(last);
            boolean joins = before.density().equals(next.density())
                    && before.tpp().high() == next.tpp().low()
                    && before.policy() == next.policy()
                    && before.sure() == next.sure();
            if (joins) {
                Interval both = new Interval(before.tpp().low(), next.tpp().high());
                regions.set(last, new Region(both, next.density(), next.policy(), next.sure()));
                return;
            }
        }
        regions.add(next);
    }

    private static Region region(
            CheckedRule rule, Transaction deal, Destinations destinations, Interval tpp, Interval density) {
        double performance = inside(tpp);
        Map<Property, Given> properties = new EnumMap<>(Property.class);
        properties.put(Property.TPP, new Given(Interval.of(performance), "", ANY));
        properties.put(Property.DIE_AREA, new Given(Interval.of(performance / inside(density)), "", ANY));
        for (Property other : List.of(Property.LINKS, Property.DRAM_BANDWIDTH)) {
            properties.put(other, new Given(Interval.UNKNOWN, "it is not on the map", ANY));
        }
        properties.put(Property.PCIE, new Given(Interval.of(0), "", ANY));
        Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.DATACENTER, Truth.YES);
        facts.put(Fact.US_MARKET, Truth.YES);
        Item item = new Item("any", "any chip", properties, facts, Item.Origin.UNKNOWN);
        List<Policy> possible = World.of(item, List.of(rule)).stream()
                .map(world ->
                        Decision.of(rule, world.item(), deal, destinations).policy())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        return new Region(tpp, density, possible.get(0), possible.size() == 1);
    }

    private static double inside(Interval range) {
        return range.high() == Double.POSITIVE_INFINITY ? 2 * range.low() + 1 : (range.low() + range.high()) / 2;
    }

    private static List<Double> lines(CheckedRule rule, Measure measure) {
        TreeSet<Double> lines = new TreeSet<>(List.of(0.0, Double.POSITIVE_INFINITY));
        for (Predicate.Comparison comparison : CheckedRule.comparisons(rule.rule())) {
            if (comparison.sum().size() == 1 && comparison.sum().containsKey(measure)) {
                double factor = comparison.sum().get(measure);
                lines.add(rule.thresholds().get(comparison.threshold()).value() / factor);
            }
        }
        return List.copyOf(lines);
    }
}
