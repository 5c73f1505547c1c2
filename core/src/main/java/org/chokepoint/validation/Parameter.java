package org.chokepoint.validation;

import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.units.Figure;

/**
 * A positive constant to be fitted, with what is known of it beforehand: ln(value) is normal around ln(start), cut off at the
 * bounds.
 *
 * @param path where the constant stands, e.g. {@code hopper.products.wide}
 * @param layer layer of the model it belongs to; the fit only carries it along
 * @param start value before anything is measured, within the bounds
 * @param low lowest value it may take, above 0
 * @param high highest value it may take
 * @param priorSpread standard deviation of ln(value) before anything is measured
 */
public record Parameter(String path, String layer, double start, double low, double high, double priorSpread) {
    /** @throws Fault if the bounds are not positive and apart, do not hold the start, or the spread is not positive */
    public Parameter {
        Location at = Location.of(path);
        if (!(low > 0 && high > low && Double.isFinite(high))) {
            throw new Fault(
                    at,
                    "bounds must be positive and apart, found " + range(low, high) + ".",
                    "low and high are swapped.");
        }
        if (!(start >= low && start <= high)) {
            throw new Fault(
                    at,
                    "start (" + Figure.json(start) + ") must lie within " + range(low, high) + ".",
                    "a bound is too tight.");
        }
        if (!(priorSpread > 0 && Double.isFinite(priorSpread))) {
            throw new Fault(
                    at,
                    "prior spread (" + Figure.json(priorSpread) + ") must be positive.",
                    "0.2 is meant, a fifth of the value.");
        }
    }

    private static String range(double low, double high) {
        return Figure.json(low) + " to " + Figure.json(high);
    }

    /** Centre of the prior: ln(start). */
    double centre() {
        return StrictMath.log(start);
    }

    /** The value at a logarithm, within the bounds also where rounding would leave them. */
    double value(double logarithm) {
        return logarithm == centre() ? start : Math.max(low, Math.min(high, StrictMath.exp(logarithm)));
    }

    /** Distance of a logarithm from the centre in prior spreads. */
    double standardized(double logarithm) {
        return (logarithm - centre()) / priorSpread;
    }
}
