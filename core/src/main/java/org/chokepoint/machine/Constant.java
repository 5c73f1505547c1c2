package org.chokepoint.machine;

import org.chokepoint.catalog.Field;

/**
 * A number of the models that no data sheet states.
 *
 * @param value best value, in SI units or as a plain ratio
 * @param low lower end of the range that holds it in about 80 % of cases
 * @param high upper end
 * @param tier how it was chosen
 * @param why mechanism and evidence in a sentence
 */
public record Constant(
        double value,
        double low,
        double high,
        Tier tier,
        @Field String why) {
    /** How a constant was chosen. */
    public enum Tier {
        DATASHEET,
        PHYSICS,
        /** Read off published kernel or collective measurements. */
        MEASURED,
        FITTED,
        ASSUMPTION
    }

    public Constant {
        if (!(low <= value && value <= high) || low < 0) {
            throw new IllegalArgumentException("a constant needs 0 ≤ low ≤ value ≤ high.");
        }
    }

    /** Whether its value was chosen by looking at measurements of kernels, collectives or steps. */
    public boolean chosenByMeasurement() {
        return tier == Tier.MEASURED || tier == Tier.FITTED;
    }

    /** The same constant moved to another value of its range. */
    public Constant at(double other) {
        return new Constant(other, Math.min(low, other), Math.max(high, other), tier, why);
    }
}
