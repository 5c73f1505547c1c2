package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The change of one property that changes what a rule demands.
 *
 * @param property what changes
 * @param from what it is
 * @param at where the demand changes
 * @param share by how much, as a share of what it is
 * @param paragraph paragraph beyond the line
 * @param policy demand beyond the line
 */
public record Flip(Property property, double from, double at, double share, String paragraph, Policy policy) {
    /** The flip nearest to an item of which all is known, if a single property can flip it. */
    static Optional<Flip> nearest(CheckedRule rule, Item item, Transaction deal, Destinations destinations) {
        Policy now = Decision.of(rule, item, deal, destinations).policy();
        List<Flip> flips = new ArrayList<>();
        for (Property property : item.properties().keySet()) {
            double from = item.properties().get(property).value().low();
            if (from <= 0) {
                continue;
            }
            for (World.Stretch stretch : World.Stretch.of(item, property, Interval.UNKNOWN, List.of(rule))) {
                Decision there = Decision.of(rule, item.with(property, stretch.inside()), deal, destinations);
                if (there.policy() != now) {
                    double at = stretch.range().low() >= from
                            ? stretch.range().low()
                            : stretch.range().high();
                    flips.add(new Flip(property, from, at, at / from - 1, there.paragraphText(), there.policy()));
                }
            }
        }
        return flips.stream().min(Comparator.comparingDouble(flip -> Math.abs(flip.share())));
    }
}
