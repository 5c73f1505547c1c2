package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Rate;
import org.chokepoint.model.Operators;
import org.junit.jupiter.api.Test;

/** States and activations in host memory: what leaves the chip, and what that costs. */
final class OffloadTest {
    private static final int CASES = 150;

    private static Strategy with(Strategy s, Offload offload) {
        RecordComponent[] components = Strategy.class.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = types[i] == Offload.class
                        ? offload
                        : components[i].getAccessor().invoke(s);
            }
            return Strategy.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StepCost executed(Trial trial, Machine machine, Strategy s) {
        return new ExecutedStep(trial.job().network(), machine, 1.2).step(trial.job(), s);
    }

    private static StepCost estimate(Trial trial, Machine machine, Strategy s) {
        return new ClosedForm(trial.job().network(), machine, 1.2).step(trial.job(), s);
    }

    @Test
    void theChipIsRelievedOfExactlyTheStates() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("offloaded states", i);
            Strategy there = with(trial.strategy(), Offload.OPTIMIZER);
            Layout layout =
                    Layout.of(there, trial.job(), trial.machine().cluster().scaleUp());
            Stage[] stages = new StepCosting(trial.job().network(), trial.machine(), 1.2)
                    .lay(trial.job(), there)
                    .ranks();
            MemoryPlan kept =
                    new MemoryModel(trial.strategy(), layout, trial.machine()).plan(0, stages, there.schedule());
            MemoryPlan left = new MemoryModel(there, layout, trial.machine()).plan(0, stages, there.schedule());
            assertThat(left.optimizer()).isZero();
            assertThat(left.host()).isEqualTo(kept.optimizer());
            assertThat(left.allocated())
                    .isCloseTo(kept.allocated() - kept.optimizer(), within(1e-9 * kept.allocated()));
        }
    }

    @Test
    void layersKeepNothingButWhatIsUnderWay() {
        Job job = new Job(Trial.network("llama-3.1-8b"), 16, 64, 8192);
        for (String recompute : List.of("mlp_act", "layer")) {
            Strategy kept = Trial.strategy("pipeline_parallel=2", "recompute=" + recompute, "recompute_layers=10");
            Strategy left = with(kept, Offload.ACTIVATIONS);
            StepCosting costing = new StepCosting(job.network(), Trial.machine("dgx-h100"), 1);
            Stage there = costing.lay(job, kept).ranks()[0];
            Stage away = costing.lay(job, left).ranks()[0];
            double embedding = costing.lay(job, left).layers().embedding().fullBytes();
            assertThat(away.keptBytes).isCloseTo(embedding, within(1.0));
            assertThat(away.hostBytes).isCloseTo(there.keptBytes - embedding, within(1e-9 * there.keptBytes));
            PartCosts layer = costing.lay(job, left).layers().blocks().get(0);
            assertThat(away.workingBytes).isBetween(2 * layer.fullBytes(), there.workingBytes + 2 * layer.fullBytes());
        }
    }

    @Test
    void aLayerTakesTheLongerOfItsComputeAndItsCopy() {
        Job job = new Job(Trial.network("llama-3.1-8b"), 16, 64, 8192);
        Machine slow = slower(Trial.machine("dgx-h100"), 0.02);
        Strategy kept = Trial.strategy("micro_batch=1");
        PartCosts there = new StepCosting(job.network(), slow, 1)
                .lay(job, kept)
                .layers()
                .blocks()
                .get(0);
        PartCosts away = new StepCosting(job.network(), slow, 1)
                .lay(job, with(kept, Offload.ACTIVATIONS))
                .layers()
                .blocks()
                .get(0);
        double copy = there.fullBytes() / slow.cluster().hostLinkBytesPerSecond();
        assertThat(copy).isGreaterThan(there.forwardSeconds());
        assertThat(away.forwardSeconds()).isCloseTo(copy, within(1e-12));
        double back = there.inputGradientSeconds() + there.weightGradientSeconds();
        assertThat(away.inputGradientSeconds() + away.weightGradientSeconds())
                .isCloseTo(Math.max(copy, back), within(1e-12));
    }

    @Test
    void hostsUpdateAtTheirMemorysPace() {
        Job job = new Job(Trial.network("llama-3.1-8b"), 8, 64, 8192);
        Machine machine = Trial.machine("dgx-h100");
        Strategy s = Trial.strategy("zero_stage=1", "offload=optimizer");
        StepCosting costing = new StepCosting(job.network(), machine, 1);
        StepCosting.Laid laid = costing.lay(job, s);
        double owned = laid.ranks()[0].denseWeights / 8;
        double here = costing.data(costing.lay(job, with(s, Offload.NONE)), 0)
                .optimizer(DataParallel.Weights.of(laid.ranks()[0]));
        double there = costing.data(laid, 0).optimizer(DataParallel.Weights.of(laid.ranks()[0]));
        double rate = machine.chip().memoryBytesPerSecond()
                * machine.calibration().kernel().memory().value();
        // a gradient of 4 bytes down, 2 bytes of parameter up; the update reads 4 + 12 and writes 12 + 2
        double more =
                owned * (4 + Operators.ACTIVATION_BYTES) / machine.cluster().hostLinkBytesPerSecond()
                        + owned * 30 / machine.cluster().hostMemoryBytesPerSecond()
                        - owned * 30 / rate;
        assertThat(there - here).isCloseTo(more, within(1e-9 * more));
    }

    @Test
    void timeNeverFallsAndAFasterHostNeverHurts() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("offloaded", i);
            for (Offload offload : List.of(Offload.OPTIMIZER, Offload.ACTIVATIONS)) {
                Strategy away = with(trial.strategy(), offload);
                Machine slow = slower(trial.machine(), 0.2);
                double kept = executed(trial, trial.machine(), trial.strategy()).seconds();
                double left = executed(trial, trial.machine(), away).seconds();
                double longest = executed(trial, slow, away).seconds();
                assertThat(left).as("case %d, %s", i, offload).isGreaterThanOrEqualTo(kept * (1 - 1e-12));
                assertThat(longest).as("case %d, %s", i, offload).isGreaterThanOrEqualTo(left * (1 - 1e-12));
                double all = estimate(trial, slow, away).seconds();
                assertThat(all)
                        .as("case %d, %s", i, offload)
                        .isGreaterThanOrEqualTo(
                                estimate(trial, slow, trial.strategy()).seconds() * (1 - 1e-12));
            }
        }
    }

    @Test
    void machinesThatAreFasterInEverythingAreFasterInProportionHereToo() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("offloaded scaling", i);
            for (Offload offload : List.of(Offload.OPTIMIZER, Offload.ACTIVATIONS)) {
                Strategy away = with(trial.strategy(), offload);
                Machine faster = trial.machine();
                for (Rate rate : Rate.values()) {
                    faster = rate.times(3, faster);
                }
                StepCost step = executed(trial, trial.machine(), away);
                double sum = 0;
                for (double seconds : step.byCause()) {
                    sum += seconds;
                }
                assertThat(sum).isCloseTo(step.seconds(), within(1e-9 * step.seconds()));
                assertThat(3 * executed(trial, faster, away).seconds())
                        .isCloseTo(step.seconds(), within(1e-12 * step.seconds()));
            }
        }
    }

    private static Machine slower(Machine m, double factor) {
        return new Machine(m.chip(), m.cluster().withHost(factor), m.calibration(), m.stack());
    }
}
