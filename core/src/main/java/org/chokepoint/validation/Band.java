package org.chokepoint.validation;

/**
 * Where measured figures lie around predicted ones of a class: 80 % between the ends.
 *
 * @param family chip family; {@code any} where too few runs of it were measured
 * @param covered whether other sources measured the family and the stack
 * @param runs runs left out in turn that it rests on
 * @param low measured over predicted step time at the lower end
 * @param high the same at the upper end
 */
public record Band(String family, boolean covered, int runs, double low, double high) {
    /** Whether a measured time lies in it around a predicted one. */
    boolean holds(double measured, double predicted) {
        double ratio = measured / predicted;
        return ratio >= low && ratio <= high;
    }

    /** Name of the class. */
    public String name() {
        return family + (covered ? ", stack measured elsewhere" : ", stack not measured elsewhere");
    }
}
