package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a step goes to is what its busiest rank spends, so that no cause contradicts the ranks beside it. */
final class BreakdownTest {
    private static final int CASES = 400;
    private static final List<Cause> COMPUTE = List.of(
            Cause.MATRIX_PRODUCTS,
            Cause.EXPERT_PRODUCTS,
            Cause.ATTENTION,
            Cause.SCANS,
            Cause.MEMORY_BOUND,
            Cause.CASTS,
            Cause.RECOMPUTE);

    private static double of(StepCost step, Cause cause) {
        return step.byCause()[cause.ordinal()];
    }

    /** Seconds of a cause on a rank by its stage: all its micro-batches pass it once each way. */
    private static double alone(Trial trial, StepCost step, Cause cause) {
        StepCosting costing = new StepCosting(trial.job().network(), trial.machine(), 1.2);
        Stage stage = costing.lay(trial.job(), trial.strategy()).ranks()[step.busiestStage()];
        int c = cause.ordinal();
        return step.layout().microBatches()
                * (stage.forwardByCause[c] + stage.inputByCause[c] + stage.weightByCause[c]);
    }

    private static StepCost executed(Trial trial) {
        return new ExecutedStep(trial.job().network(), trial.machine(), 1.2).step(trial.job(), trial.strategy());
    }

    @Test
    void causesAgreeWithTheBusiestRank() {
        int split = 0;
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("breakdown", i);
            StepCost step = executed(trial);
            double close = 1e-9 * step.seconds();
            RankSeconds rank = step.ranks().get(step.busiestStage());
            double compute = 0;
            double sum = 0;
            for (Cause cause : Cause.values()) {
                compute += COMPUTE.contains(cause) ? of(step, cause) : 0;
                sum += of(step, cause);
                assertThat(of(step, cause)).as("case %d: %s", i, cause).isGreaterThan(-close);
            }
            assertThat(sum).as("case %d", i).isCloseTo(step.seconds(), within(close));
            assertThat(compute).as("case %d", i).isCloseTo(rank.compute(), within(close));
            assertThat(of(step, Cause.DATA_COMMUNICATION)).isGreaterThan(rank.data() - close);
            assertThat(of(step, Cause.HOST)).isGreaterThan(rank.host() - close);
            assertThat(of(step, Cause.PIPELINE_BUBBLE)).isLessThan(rank.waiting() + close);
            if (!step.schedule().pairs(trial.strategy())) {
                split += step.schedule().splits() ? 1 : 0;
                for (Cause cause : COMPUTE) {
                    assertThat(of(step, cause))
                            .as("case %d: %s", i, cause)
                            .isCloseTo(alone(trial, step, cause), within(close));
                }
            }
        }
        assertThat(split).as("split schedules").isPositive();
    }

    @Test
    void splitBackwardsCountInFull() {
        Map<String, String> words = Map.of(
                "tensor_parallel", "8",
                "pipeline_parallel", "8",
                "zero_stage", "0",
                "recompute", "layer",
                "schedule", "zb-h1");
        Job job = new Job(Trial.network("llama-2-70b"), 64, 8, 4096);
        Trial trial = new Trial(job, Trial.strategy(words), Trial.machine("dgx-h100"));
        StepCost step = executed(trial);
        assertThat(step.busiestStage()).isEqualTo(7);
        double expected = alone(trial, step, Cause.MATRIX_PRODUCTS);
        assertThat(of(step, Cause.MATRIX_PRODUCTS)).isCloseTo(expected, within(1e-12));
    }
}
