package org.chokepoint.training;

import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
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
 * @param modelFormLow factor on the time at the lower end of the 80 % band, for what the model leaves out or adds
 * @param modelFormHigh factor at the upper end
 */
public record Operations(
        String id,
        String name,
        double chipHoursBetweenFailures,
        @Field(key = "restart", unit = Dimension.TIME) double restartSeconds,
        @Field(sourced = false) Constant expertLoad,
        double modelFormLow,
        double modelFormHigh) {

    /** Catalog kind. */
    public static final Kind<Operations> KIND = new Kind<>("operations", "operations", Operations.class);

    /** Id of the record that questions use. */
    public static final String DEFAULT = "published-2024";
}
