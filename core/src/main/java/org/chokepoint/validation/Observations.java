package org.chokepoint.validation;

import java.util.Arrays;
import java.util.BitSet;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/**
 * What was measured, in a fixed order.
 *
 * @param measured logarithms of the measured values
 * @param weight how many independent measurements each counts for; rows of a long table that share its errors count for less
 *     than 1 each
 * @param source number of the source that each comes from; left out together
 */
public record Observations(double[] measured, double[] weight, int[] source) {
    /** @throws Fault if there is none, if the arrays differ in length, or if a number cannot be used */
    public Observations {
        if (measured.length == 0) {
            throw new Fault(Location.of("observations"), "there is none to fit to.", "a filter leaves nothing over.");
        }
        if (weight.length != measured.length || source.length != measured.length) {
            throw new Fault(
                    Location.of("observations"),
                    "each needs a value, a weight and a source, found " + measured.length + ", " + weight.length
                            + " and " + source.length + ".",
                    "one of the arrays was filtered and the others were not.");
        }
        for (int i = 0; i < measured.length; i++) {
            if (!Double.isFinite(measured[i])) {
                throw new Fault(
                        Location.of("observation " + i),
                        "the logarithm of what was measured is not finite.",
                        "0 was measured.");
            }
            if (!(weight[i] > 0 && Double.isFinite(weight[i]))) {
                throw new Fault(
                        Location.of("observation " + i),
                        "its weight must be positive.",
                        "it is to be left out instead.");
            }
        }
    }

    /** How many there are. */
    public int count() {
        return measured.length;
    }

    /** Numbers of all sources, ascending. */
    public int[] sources() {
        return Arrays.stream(source).sorted().distinct().toArray();
    }

    /** All observations. */
    BitSet all() {
        BitSet all = new BitSet(count());
        all.set(0, count());
        return all;
    }

    /** Observations of one source. */
    BitSet of(int wanted) {
        BitSet rows = new BitSet(count());
        for (int i = 0; i < count(); i++) {
            rows.set(i, source[i] == wanted);
        }
        return rows;
    }
}
