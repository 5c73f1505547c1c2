package org.chokepoint.redesign;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.controls.Clearance;
import org.chokepoint.controls.Interval;
import org.chokepoint.controls.Item;
import org.chokepoint.controls.Property;

/**
 * A chip that is made for the lines: so much area of logic, and the most compute on it that no rule demands a licence for. Where rules
 * ask for density, more area buys more compute.
 *
 * @param squareMeters area of all its dies
 * @param dies dies, each no larger than a reticle
 * @param tpp the most compute; absent where no line bounds it
 * @param usd price of its silicon
 */
public record NewDie(double squareMeters, int dies, OptionalDouble tpp, double usd) {
    /** Chips of the area of one that exists, of one, two … reticles, and of as much as a package holds. */
    public static List<NewDie> of(Item like, double squareMeters, Silicon silicon, Clearance clearance) {
        List<Double> areas = new ArrayList<>(List.of(squareMeters));
        for (double area = silicon.reticleSquareMeters();
                area < silicon.packageSquareMeters();
                area += silicon.reticleSquareMeters()) {
            areas.add(area);
        }
        areas.add(silicon.packageSquareMeters());
        return areas.stream()
                .map(area -> new NewDie(
                        area,
                        silicon.dies(area),
                        most(like.with(Property.DIE_AREA, area), clearance),
                        silicon.usd(area)))
                .toList();
    }

    private static OptionalDouble most(Item item, Clearance clearance) {
        List<Interval> free = clearance.ranges(item, Property.TPP);
        double end = free.isEmpty() ? 0 : free.get(free.size() - 1).high();
        return end < Double.POSITIVE_INFINITY
                ? OptionalDouble.of(Math.max(0, Math.ceil(end) - 1))
                : OptionalDouble.empty();
    }
}
