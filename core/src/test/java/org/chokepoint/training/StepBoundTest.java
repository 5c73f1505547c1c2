package org.chokepoint.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A bound that a step falls below would make searches pass over the best layout. */
class StepBoundTest {
    private static final int TRIALS = 3000;

    @Test
    void noStepIsShorterThanItsBound() {
        double[] tightness = new double[TRIALS];
        for (int i = 0; i < TRIALS; i++) {
            Trial trial = Trial.draw("bound", i);
            Strategy s = trial.strategy();
            double executed = new ExecutedStep(trial.job().network(), trial.machine(), 1.2).seconds(trial.job(), s);
            double bound = new StepBound(trial.job().network(), trial.machine(), ExpertBalance.assumed(1.2))
                    .split(trial.job(), s)
                    .seconds(s);
            assertTrue(bound <= executed * (1 + 1e-9), i + ": " + bound + " > " + executed + " of " + s);
            tightness[i] = bound / executed;
        }
        Arrays.sort(tightness);
        assertTrue(tightness[TRIALS / 2] > 0.97, "half of the bounds are within " + tightness[TRIALS / 2]);
        assertTrue(tightness[TRIALS / 4] > 0.85, "three of four are within " + tightness[TRIALS / 4]);
    }
}
