package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.chokepoint.machine.Machine;
import org.junit.jupiter.api.Test;

/** ZeRO-3 gathers and reduces beside compute only where the strategy says so. */
final class ShardedOverlapTest {
    private static final Machine H100 = Trial.machine("dgx-h100");
    private static final Job JOB = new Job(Trial.network("llama-2-70b"), 64, 64, 4096);

    private static Strategy strategy(boolean parameters, boolean gradients) {
        return Trial.strategy(Map.of(
                "tensor_parallel",
                "8",
                "zero_stage",
                "3",
                "parameter_overlap",
                "" + parameters,
                "gradient_overlap",
                "" + gradients));
    }

    private static List<StepModel> models() {
        return List.of(new ExecutedStep(JOB.network(), H100, 1), new ClosedForm(JOB.network(), H100, 1));
    }

    @Test
    void whatDoesNotOverlapIsExposed() {
        for (StepModel model : models()) {
            double both = model.step(JOB, strategy(true, true)).seconds();
            double gathers = model.step(JOB, strategy(false, true)).seconds();
            double reduces = model.step(JOB, strategy(true, false)).seconds();
            double none = model.step(JOB, strategy(false, false)).seconds();
            assertThat(gathers).isGreaterThan(both * 1.05).isLessThan(none);
            assertThat(reduces).isGreaterThan(both * 1.05).isLessThan(none);
        }
    }

    @Test
    void withoutOverlapAStepIsTheSumOfItsParts() {
        Strategy s = strategy(false, false);
        StepCosting costing = new StepCosting(JOB.network(), H100, 1);
        StepCosting.Laid laid = costing.lay(JOB, s);
        DataParallel parallel = costing.data(laid, 0);
        Stage all = laid.ranks()[0];
        DataParallel.Weights held = DataParallel.Weights.of(all);
        // the last layer is still there when the backward begins
        double gathered = parallel.gather(held) * (2 - 1.0 / all.layers);
        double each = all.both() + gathered + parallel.reduce(held);
        double expected = laid.layout().microBatches() * each + parallel.optimizer(held) + parallel.norm();
        for (StepModel model : models()) {
            assertThat(model.step(JOB, s).seconds()).isCloseTo(expected, within(1e-9 * expected));
        }
    }

    @Test
    void aUnitFetchedAheadTakesMemory() {
        StepModel model = models().get(1);
        double ahead = model.step(JOB, strategy(true, true)).memory().working();
        assertThat(model.step(JOB, strategy(false, true)).memory().working()).isLessThan(ahead);
    }
}
