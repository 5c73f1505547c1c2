package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The change of one property that changes what is demanded.
 *
 * @param property what changes
 * @param from what it is
 * @param at where the demand changes
 * @param share by how much, as a share of what it is
 * @param paragraph paragraph beyond the line, or the rules that then decide
 * @param policy demand beyond the line
 */
public record Flip(Property property, double from, double at, double share, String paragraph, Policy policy) {
    /**
     * A demand on an item of which all is known.
     *
     * @param by paragraph or rules
     * @param policy the demand
     */
    record Demand(String by, Policy policy) {}

    /** The flip nearest to an item of which all is known, if a single property can flip it. */
    static Optional<Flip> nearest(List<CheckedRule> rules, Item item, Function<Item, Demand> demand) {
        Policy now = demand.apply(item).policy();
        List<Flip> flips = new ArrayList<>();
        for (Property property : item.properties().keySet()) {
            double from = item.properties().get(property).value().low();
            if (from <= 0) {
                continue;
            }
            for (World.Stretch stretch : World.Stretch.of(item, property, Interval.UNKNOWN, rules)) {
                Demand there = demand.apply(item.with(property, stretch.inside()));
                if (there.policy() != now) {
                    Interval range = stretch.range();
                    double at = range.low() >= from ? range.low() : range.high();
                    flips.add(new Flip(property, from, at, at / from - 1, there.by(), there.policy()));
                }
            }
        }
        return flips.stream().min(Comparator.comparingDouble(flip -> Math.abs(flip.share())));
    }
}
