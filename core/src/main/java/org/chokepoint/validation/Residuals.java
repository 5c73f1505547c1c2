package org.chokepoint.validation;

import java.util.BitSet;

/**
 * The model under fit: what it predicts for each observation. Called from several threads at once; the prediction of an
 * observation depends on the values alone, neither on the thread nor on what else is asked for.
 */
@FunctionalInterface
public interface Residuals {
    /**
     * Predicts some observations.
     *
     * @param values values of all parameters, in their order and within their bounds; not to be changed
     * @param which observations that are asked for; not to be changed
     * @return logarithms of the predictions, one for each observation; those not asked for are not looked at
     */
    double[] predict(double[] values, BitSet which);

    /**
     * Whether a parameter can move a prediction. Where it cannot, no derivative is taken.
     *
     * @param parameter number of the parameter
     * @param observation number of the observation
     */
    default boolean touches(int parameter, int observation) {
        return true;
    }
}
