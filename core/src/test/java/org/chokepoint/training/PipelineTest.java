package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Bubbles of even stages against the formulas of the papers: forward 1 s, backward 2 s, of it 1 s for weights. */
final class PipelineTest {
    private static final double F = 1;
    private static final double B = 2;
    private static final double W = 1;
    private static final int PP = 8;
    private static final int M = 32;

    private static Stage[] stages(int count) {
        Stage[] stages = new Stage[count];
        for (int i = 0; i < count; i++) {
            stages[i] = stage(F, B, W);
        }
        return stages;
    }

    private static Stage stage(double forward, double backward, double weights) {
        Stage stage = new Stage();
        stage.forward = forward;
        stage.inputGradient = backward - weights;
        stage.weightGradient = weights;
        int products = Cause.MATRIX_PRODUCTS.ordinal();
        stage.forwardByCause[products] = forward;
        stage.inputByCause[products] = backward - weights;
        stage.weightByCause[products] = weights;
        return stage;
    }

    private static double[] sends(Stage[] stages, double seconds) {
        double[] hops = new double[stages.length - 1];
        Arrays.fill(hops, seconds);
        return hops;
    }

    private static double seconds(Stage[] stages, Schedule schedule, int virtual, int m) {
        Pipeline pipeline = new Pipeline(stages, schedule, false, 1, virtual, m, sends(stages, 0), 0);
        int busiest = busiest(pipeline, stages);
        double seconds = pipeline.seconds(busiest);
        double[] byCause = new double[Cause.COUNT];
        pipeline.addCauses(busiest, byCause);
        double sum = 0;
        for (double cause : byCause) {
            sum += cause;
        }
        assertThat(sum).as("causes add up").isCloseTo(seconds, within(1e-12 * seconds));
        return seconds;
    }

    private static int busiest(Pipeline pipeline, Stage[] stages) {
        int busiest = 0;
        for (int rank = 1; rank < stages.length; rank++) {
            busiest = pipeline.seconds(rank) > pipeline.seconds(busiest) ? rank : busiest;
        }
        return busiest;
    }

    /** Huang et al. 2019, section 2.3, and Narayanan et al. 2021, section 2.2: (p − 1)·(F + B). */
    @Test
    void oneForwardOneBackwardWaitsForAllOtherStages() {
        assertThat(seconds(stages(PP), Schedule.ONE_F_ONE_B, 1, M)).isEqualTo((M + PP - 1) * (F + B));
        assertThat(seconds(stages(PP), Schedule.GPIPE, 1, M)).isEqualTo((M + PP - 1) * (F + B));
    }

    /** Narayanan et al. 2021, section 2.2: (p − 1)·(F + B)/v. */
    @Test
    void interleavingDividesTheBubbleByTheVirtualStages() {
        assertThat(seconds(stages(PP), Schedule.INTERLEAVED, 4, M)).isEqualTo((M + (PP - 1) / 4.0) * (F + B));
    }

    /** Table of DualPipe's README: ZB1P (PP − 1)·(F + B − 2W). */
    @Test
    void zeroBubbleFillsWithWeightGradients() {
        assertThat(seconds(stages(PP), Schedule.ZB_H1, 1, M)).isEqualTo(M * (F + B) + (PP - 1) * (F + B - 2 * W));
    }

    /** Table of DualPipe's README: (PP/2 − 1)·(F&B + B − 3W), where F&B is one of each overlapped. */
    @Test
    void dualPipeHalvesTheStages() {
        assertThat(seconds(stages(PP), Schedule.DUALPIPE, 1, M))
                .isEqualTo(M * (F + B) + (PP / 2.0 - 1) * (F + B + B - 3 * W));
    }

    @Test
    void oneStageHasNoBubble() {
        for (Schedule schedule : Schedule.values()) {
            assertThat(seconds(stages(1), schedule, 1, M)).as(schedule.word()).isEqualTo(M * (F + B));
        }
    }

    @Test
    void theBusiestStageSetsThePaceAndTheOthersTheBubble() {
        Stage[] stages = stages(4);
        stages[2] = stage(2, 4, 2);
        assertThat(busiest(new Pipeline(stages, Schedule.ONE_F_ONE_B, false, 1, 1, M, sends(stages, 0), 0), stages))
                .isEqualTo(2);
        // the rank behind it runs its first micro-batch while the busiest one is ahead by a forward
        assertThat(seconds(stages, Schedule.ONE_F_ONE_B, 1, M)).isEqualTo(M * 6 + 2 * 3 + (3 - 2));
    }

    @Test
    void aMirroredStageSharesTheWork() {
        Stage[] stages = stages(4);
        stages[3] = stage(2, 4, 2);
        // ranks 0 and 3 each run half their micro-batches on the heavy stage
        assertThat(seconds(stages, Schedule.DUALPIPE, 1, M)).isGreaterThanOrEqualTo(M * 4.5);
    }

    @Test
    void sendsAreExposedWhileFillingAndInTheSteadyState() {
        double[] byCause = new double[Cause.COUNT];
        new Pipeline(stages(4), Schedule.ONE_F_ONE_B, false, 1, 1, M, sends(stages(4), 0.01), 0).addCauses(1, byCause);
        assertThat(byCause[Cause.PIPELINE_COMMUNICATION.ordinal()])
                .isCloseTo((2 * 3 + (M - 1) * 2) * 0.01, within(1e-12));
    }
}
