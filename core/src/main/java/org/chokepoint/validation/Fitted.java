package org.chokepoint.validation;

import java.util.List;

/**
 * Outcome of a fit.
 *
 * @param parameters what was fitted, in order
 * @param values best values
 * @param identified whether the measurements tell a value: where they narrow the prior by less than three tenths, the
 *     parameter stays at its start
 * @param spreads standard errors of ln(value); those of parameters that stay at their start are their priors
 * @param correlations of the errors of parameters, by both; 0 for those that stay at their start
 * @param objective half the squared norm of the standardized residuals, priors included
 */
public record Fitted(
        List<Parameter> parameters,
        double[] values,
        boolean[] identified,
        double[] spreads,
        double[][] correlations,
        double objective) {
    public Fitted {
        parameters = List.copyOf(parameters);
    }
}
