package org.chokepoint.validation;

import java.util.BitSet;
import java.util.List;

/** Times of steps and, behind them, of collectives as functions of the constants that a fit may move. */
final class ClusterPredictions implements Residuals {
    private final StepPredictions model;
    private final int steps;
    private final List<TimedCollective> collectives;
    private final FreeConstants free;

    ClusterPredictions(
            List<MeasuredStep> steps, List<TimedCollective> collectives, FreeConstants free, double expertLoad) {
        this.model = new StepPredictions(steps, free, expertLoad);
        this.steps = steps.size();
        this.collectives = List.copyOf(collectives);
        this.free = free;
    }

    @Override
    public double[] predict(double[] values, BitSet which) {
        double[] logs = new double[steps + collectives.size()];
        System.arraycopy(model.predict(values, which.get(0, steps)), 0, logs, 0, steps);
        for (int i = which.nextSetBit(steps); i >= 0; i = which.nextSetBit(i + 1)) {
            TimedCollective each = collectives.get(i - steps);
            logs[i] = StrictMath.log(each.seconds(free.with(each.machine(), values)));
        }
        return logs;
    }

    @Override
    public boolean touches(int parameter, int observation) {
        return observation < steps
                ? model.touches(parameter, observation)
                : free.all()
                        .get(parameter)
                        .touches(collectives.get(observation - steps).machine());
    }
}
