package org.chokepoint.validation;

import java.util.BitSet;
import java.util.List;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.ClosedForm;

/** Step times in closed form as functions of the constants that a fit may move. */
final class StepPredictions implements Residuals {
    private final List<MeasuredStep> steps;
    private final FreeConstants free;
    private final double expertLoad;

    StepPredictions(List<MeasuredStep> steps, FreeConstants free, double expertLoad) {
        this.steps = List.copyOf(steps);
        this.free = free;
        this.expertLoad = expertLoad;
    }

    @Override
    public double[] predict(double[] values, BitSet which) {
        double[] logs = new double[steps.size()];
        for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
            MeasuredStep step = steps.get(i);
            Machine machine = free.with(step.machine(), values);
            double seconds = new ClosedForm(step.job().network(), machine, expertLoad)
                    .step(step.job(), step.strategy())
                    .seconds();
            logs[i] = StrictMath.log(seconds);
        }
        return logs;
    }

    @Override
    public boolean touches(int parameter, int observation) {
        return free.all().get(parameter).touches(steps.get(observation).machine());
    }
}
