package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Parameters;
import org.junit.jupiter.api.Test;

/** Ranks r and PP − 1 − r of DualPipe hold the same two stages: they reduce gradients and split optimizer states as one group. */
final class MirroredStagesTest {
    private static final Machine H100 = Trial.machine("dgx-h100");

    private static StepCosting.Laid laid(StepCosting costing, Job job, String placement, int zero) {
        Strategy s = Trial.strategy(Map.of(
                "pipeline_parallel", "4",
                "tensor_parallel", "2",
                "schedule", "dualpipe",
                "zero_stage", "" + zero,
                "stage_placement", placement));
        assertThat(StrategyCheck.problems(s, job, H100)).isEmpty();
        return costing.lay(job, s);
    }

    @Test
    void optimizerStatesAddUpToOneCopy() {
        Job job = new Job(Trial.network("llama-2-7b"), 64, 128, 4096);
        StepCosting costing = new StepCosting(job.network(), H100, 1);
        StepCosting.Laid laid = laid(costing, job, "data-inside", 1);
        MemoryModel memory = new MemoryModel(laid.strategy(), laid.layout(), H100);
        double states = 0;
        for (int rank = 0; rank < 4; rank++) {
            // each of the 16 chips of a rank has its own part
            states += 16 * memory.plan(rank, laid.ranks(), laid.schedule()).optimizer();
        }
        Parameters all = job.network().parameters();
        // norms are whole on each of the two tensor-parallel ranks
        assertThat(states).isBetween(12 * all.total(), 12 * all.total() * 1.001);
    }

    @Test
    void gradientsAreReducedOverBothStages() {
        Job job = new Job(Trial.network("llama-2-7b"), 64, 128, 4096);
        StepCosting costing = new StepCosting(job.network(), H100, 1);
        CollectiveTime collectives = new CollectiveTime(
                H100.chip(), H100.cluster(), H100.calibration().fabric());
        StepCosting.Laid laid = laid(costing, job, "data-inside", 0);
        DataParallel.Weights held = new DataParallel.Weights(1e9, 0);
        for (int stage = 0; stage < 4; stage++) {
            // 8 chips 2 apart in both, and as many others between
            int apart = 16 * Math.abs(3 - 2 * stage);
            Group both = new Group(16, 2, 8, apart, H100.cluster().scaleUp().fitted(64));
            double expected = collectives.allReduce(both, 4e9);
            assertThat(costing.data(laid, stage).reduce(held)).isCloseTo(expected, within(1e-12));
        }
        // all stages hold the same matrices but for the ends: with gradients of one copy 16 ranks are more than 8
        Group one = laid.layout().data();
        assertThat(costing.data(laid, 0).reduce(held)).isGreaterThan(collectives.allReduce(one, 4e9));
    }

    /** Ranks numbered one by one: where stages lie inside, those of a pair stand between each other. */
    @Test
    void groupsStandWhereTheRanksOfBothStagesAreNumbered() {
        int cases = 0;
        for (int i = 0; i < 2000; i++) {
            Trial trial = Trial.draw("mirrored", i);
            Strategy s = trial.strategy();
            int pp = s.pipelineParallel();
            int block = s.tensorParallel() * s.contextParallel();
            if (s.schedule() != Schedule.DUALPIPE || Integer.bitCount(block * pp) != 1) {
                continue;
            }
            Layout layout = Layout.of(s, trial.job(), trial.machine().cluster().scaleUp());
            int domain = layout.data().domain().domain();
            cases++;
            for (int stage = 0; stage < pp; stage++) {
                Group both = layout.mirrored(layout.data(), stage);
                Set<Integer> ranks = new HashSet<>();
                for (int member = 0; member < layout.data().size(); member++) {
                    int ofStage = member * s.tensorParallel();
                    ranks.add(rank(s, layout, ofStage, stage, block));
                    ranks.add(rank(s, layout, ofStage, pp - 1 - stage, block));
                }
                assertThat(both.size()).isEqualTo(ranks.size());
                int first = ranks.stream().mapToInt(rank -> rank).min().orElseThrow() / domain;
                long near =
                        ranks.stream().filter(rank -> rank / domain == first).count();
                assertThat((long) both.perDomain())
                        .as("case %d, stage %d: %s of %s", i, stage, both, s)
                        .isEqualTo(near);
            }
        }
        assertThat(cases).isGreaterThan(30);
    }

    private static int rank(Strategy s, Layout layout, int ofStage, int stage, int block) {
        boolean inside = s.stagePlacement() == StagePlacement.PIPELINE_INSIDE;
        int own = inside ? ofStage / block * block * s.pipelineParallel() + ofStage % block : ofStage;
        return own + stage * layout.pipeline().stride();
    }

    @Test
    void theRunOfDeepSeekStaysWithinItsHours() {
        Trial trial = Trial.published("deepseek-v3");
        StepCost step =
                new ExecutedStep(trial.job().network(), trial.machine(), 1.2).step(trial.job(), trial.strategy());
        assertThat(step.memory().optimizer()).isPositive();
        double hours = step.seconds() * trial.job().accelerators() / 3600;
        double tokens = 14.8e12;
        assertThat(hours * tokens / step.tokens()).isBetween(2.664e6 * 0.93, 2.664e6 * 1.07);
    }
}
