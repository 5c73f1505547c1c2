package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;
import org.junit.jupiter.api.Test;

/** A tied embedding on two ranks has two gradients, which are summed; where it has none to sum with, nothing is. */
final class TiedEmbeddingTest {
    private static final Machine H100 = Trial.machine("dgx-h100");
    private static final CollectiveTime COLLECTIVES =
            new CollectiveTime(H100.chip(), H100.cluster(), H100.calibration().fabric());

    private static Network network(boolean tied) {
        return Trial.network("llama-3.2-1b").withTiedEmbeddings(tied);
    }

    private static List<StepCost> steps(boolean tied, int chips, String... words) {
        Strategy s = Trial.strategy(words);
        Job job = new Job(network(tied), chips, 64, 4096);
        assertThat(StrategyCheck.problems(s, job, H100)).isEmpty();
        List<StepCost> steps = new ArrayList<>();
        steps.add(new ExecutedStep(job.network(), H100, 1).step(job, s));
        steps.add(new ClosedForm(job.network(), H100, 1).step(job, s));
        return steps;
    }

    private static void longer(Group group, int tensorParallel, double gradientBytes, int chips, String... words) {
        Network n = network(true);
        double bytes = n.vocabulary() / tensorParallel * n.hidden() * gradientBytes;
        double expected = group == null ? 0 : COLLECTIVES.allReduce(group, bytes);
        List<StepCost> tied = steps(true, chips, words);
        List<StepCost> apart = steps(false, chips, words);
        for (int i = 0; i < tied.size(); i++) {
            double more = tied.get(i).seconds() - apart.get(i).seconds();
            assertThat(more).as("%s", i).isCloseTo(expected, within(1e-9));
            int data = Cause.DATA_COMMUNICATION.ordinal();
            assertThat(tied.get(i).byCause()[data] - apart.get(i).byCause()[data])
                    .isCloseTo(expected, within(1e-9));
            assertThat(tied.get(i).memory()).isEqualTo(apart.get(i).memory());
        }
    }

    private static Group two(int stride, int chips) {
        return new Group(2, stride, H100.cluster().scaleUp().fitted(chips));
    }

    @Test
    void theFirstAndTheLastRankSumBehindAllOthers() {
        longer(two(8, 16), 1, 4, 16, "pipeline_parallel=2", "zero_stage=0");
        longer(two(32, 64), 4, 2, 64, "pipeline_parallel=2", "tensor_parallel=4", "gradient_precision=bf16");
        longer(two(24, 32), 1, 4, 32, "pipeline_parallel=4", "virtual_stages=2", "schedule=interleaved");
        longer(two(24, 32), 1, 4, 32, "pipeline_parallel=4", "schedule=zb-h1");
    }

    @Test
    void neighbouringStagesSumOverTheLinksOfTheirNode() {
        longer(two(1, 16), 1, 4, 16, "pipeline_parallel=8", "stage_placement=pipeline-inside");
    }

    @Test
    void aRankThatHoldsBothSumsNothing() {
        longer(null, 1, 4, 32, "pipeline_parallel=4", "schedule=dualpipe");
        longer(null, 1, 4, 32, "pipeline_parallel=4", "schedule=dualpipe-v");
    }
}
