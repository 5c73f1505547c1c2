package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chokepoint.Draw;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Rate;
import org.junit.jupiter.api.Test;

/** Seconds come only from rates and latencies: a machine that is λ times as fast in all of them takes 1/λ of the time. */
final class ScalingTest {
    private static final int CASES = 300;

    private static ExecutedStep executed(Trial trial, Machine machine) {
        return new ExecutedStep(trial.job().network(), machine, 1.2);
    }

    @Test
    void aMachineThatIsFasterInEverythingIsSoMuchFaster() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("scaling", i);
            double factor = new Draw("scaling by", i).spread(0.1, 10);
            Machine faster = trial.machine();
            for (Rate rate : Rate.values()) {
                faster = rate.times(factor, faster);
            }
            double before = executed(trial, trial.machine()).seconds(trial.job(), trial.strategy());
            double after = executed(trial, faster).seconds(trial.job(), trial.strategy());
            assertThat(after * factor).as("case " + i).isCloseTo(before, within(1e-12 * before));
        }
    }

    @Test
    void elasticitiesSumToMinusOne() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("elasticity", i);
            List<Elasticity> all =
                    Elasticity.of(executed(trial, trial.machine()), trial.machine(), trial.job(), trial.strategy());
            double sum = all.stream().mapToDouble(Elasticity::value).sum();
            assertThat(sum).as("case %d: %s", i, all).isCloseTo(-1, within(1e-6));
            assertThat(all).allSatisfy(each -> {
                assertThat(each.value()).isBetween(-1 - 1e-6, 1e-9);
                assertThat(each.below()).isBetween(-1 - 1e-6, 1e-9);
                assertThat(each.above()).isBetween(-1 - 1e-6, 1e-9);
            });
        }
    }
}
