package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chokepoint.Draw;
import org.chokepoint.machine.Machine;
import org.junit.jupiter.api.Test;

/** Chips that are slower than the others. */
final class StragglerTest {
    private static final Machine H100 = Trial.machine("dgx-h100");

    private static double executed(Job job, Machine machine, Strategy s) {
        return new ExecutedStep(job.network(), machine, 1.2).seconds(job, s);
    }

    private static double estimate(Job job, Machine machine, Strategy s) {
        return new ClosedForm(job.network(), machine, 1.2).step(job, s).seconds();
    }

    @Test
    void factorsOfOneChangeNoByte() {
        for (int i = 0; i < 100; i++) {
            Trial t = Trial.draw("even chips", i);
            Job even = t.job().withSlowdown(Collections.nCopies(t.strategy().pipelineParallel(), 1.0));
            assertThat(executed(even, t.machine(), t.strategy()))
                    .isEqualTo(executed(t.job(), t.machine(), t.strategy()));
            assertThat(estimate(even, t.machine(), t.strategy()))
                    .isEqualTo(estimate(t.job(), t.machine(), t.strategy()));
        }
    }

    @Test
    void aStepOfComputeIsSlowedByTheFactor() {
        Job job = new Job(Trial.network("llama-3.1-8b"), 8, 256, 8192);
        Strategy s = Trial.strategy("micro_batch=2");
        for (double factor : new double[] {1.05, 1.2, 1.5}) {
            Job slow = Straggler.of(new ExecutedStep(job.network(), H100, 1.2), job, s, factor)
                    .job();
            assertThat(executed(slow, H100, s) / executed(job, H100, s)).isBetween(1 + 0.97 * (factor - 1), factor);
            assertThat(estimate(slow, H100, s) / estimate(job, H100, s)).isBetween(1 + 0.97 * (factor - 1), factor);
        }
    }

    @Test
    void aRankThatWaitsAnywayHidesItsStraggler() {
        Job job = new Job(Trial.network("llama-3.1-8b"), 8, 64, 8192);
        // rank 1 has fewer layers, and so time
        Strategy s = Trial.strategy("tensor_parallel=2", "pipeline_parallel=4", "stage_layers=10,4,10,8");
        double even = executed(job, H100, s);
        double waiting = executed(job.withSlowdown(List.of(1.0, 1.3, 1.0, 1.0)), H100, s) / even;
        double busy = executed(job.withSlowdown(List.of(1.0, 1.0, 1.3, 1.0)), H100, s) / even;
        assertThat(waiting).isBetween(1.0, 1.05);
        assertThat(busy).isBetween(1.2, 1.3);
        Straggler worst = Straggler.of(new ExecutedStep(job.network(), H100, 1.2), job, s, 1.3);
        assertThat(worst.rank()).isNotEqualTo(1);
        assertThat(executed(worst.job(), H100, s)).isGreaterThanOrEqualTo(busy * even);
        // fewer layers on the slow rank answer a mix of chips
        Job mixed = job.withSlowdown(List.of(1.0, 2.5, 1.0, 1.0));
        Strategy alike = Trial.strategy("tensor_parallel=2", "pipeline_parallel=4", "stage_layers=8,8,8,8");
        assertThat(executed(mixed, H100, s)).isLessThan(executed(mixed, H100, alike));
    }

    @Test
    void slowerChipsNeverHelpAndCausesStillAddUp() {
        for (int i = 0; i < 150; i++) {
            Trial t = Trial.draw("slower chips", i);
            Strategy s = t.strategy();
            if (s.schedule() == Schedule.DUALPIPE) {
                continue;
            }
            Draw draw = new Draw("slower by", i);
            List<Double> each = new ArrayList<>();
            for (int rank = 0; rank < s.pipelineParallel(); rank++) {
                each.add(draw.chance(0.5) ? 1 : draw.spread(1, 2));
            }
            Job slow = t.job().withSlowdown(each);
            assertThat(StrategyCheck.problems(s, slow, t.machine())).isEmpty();
            StepCost step = new ExecutedStep(slow.network(), t.machine(), 1.2).step(slow, s);
            double sum = 0;
            for (double seconds : step.byCause()) {
                sum += seconds;
            }
            assertThat(sum).as("case " + i).isCloseTo(step.seconds(), within(1e-9 * step.seconds()));
            double now = executed(t.job(), t.machine(), s);
            assertThat(step.seconds()).as("case " + i).isGreaterThanOrEqualTo(now * (1 - 1e-12));
            assertThat(StrictMath.log(estimate(slow, t.machine(), s) / step.seconds()))
                    .as("case " + i)
                    .isBetween(-0.5, 0.5);
        }
    }
}
