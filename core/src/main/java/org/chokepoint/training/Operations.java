package org.chokepoint.training;

import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Constant;
import org.chokepoint.units.Dimension;

/**
 * What interrupts and slows runs where the question does not say.
 *
 * @param id catalog id
 * @param name what it is
 * @param chipHoursBetweenFailures mean chip-hours between interruptions
 * @param restartSeconds time lost at each besides repeated work
 * @param expertLoad busiest expert-parallel rank over the mean where routing is not forced even
 */
public record Operations(
        String id,
        String name,
        double chipHoursBetweenFailures,
        @Field(key = "restart", unit = Dimension.TIME) double restartSeconds,
        @Field(sourced = false) Constant expertLoad) {

    /** Catalog kind. */
    public static final Kind<Operations> KIND = new Kind<>("operations", "operations", Operations.class);

    /** Id of the record that questions use. */
    public static final String DEFAULT = "published-2024";

    /** The record that questions use where they don't say. */
    public static Operations usual(Catalog catalog) {
        return catalog.find(KIND, DEFAULT, Location.of("operations")).value();
    }
}
