package org.chokepoint.validation;

/**
 * One measured figure and what is predicted for it, in the same unit.
 *
 * @param id of the measurement
 * @param source key of where it comes from
 * @param group run that it belongs to: figures of one run count once
 * @param metric what was measured, e.g. {@code step_time_s}
 * @param predicted not a number where nothing can be predicted
 * @param measured as the source has it
 * @param skippedBecause why nothing is predicted; empty if something is
 */
public record Outcome(
        String id,
        String source,
        String group,
        String metric,
        double predicted,
        double measured,
        String skippedBecause) {
    /** Whether there is a prediction. */
    public boolean counted() {
        return skippedBecause.isEmpty();
    }

    /** The same measurement with another prediction. */
    Outcome with(double other) {
        return new Outcome(id, source, group, metric, other, measured, skippedBecause);
    }

    /** ln(predicted/measured): above zero where we predict more than was measured. */
    public double logRatio() {
        return StrictMath.log(predicted / measured);
    }
}
