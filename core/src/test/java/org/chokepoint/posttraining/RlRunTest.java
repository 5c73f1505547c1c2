package org.chokepoint.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.serving.Engine;
import org.chokepoint.training.ExecutedStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published post-training runs: that parts add up, and that more work takes longer. */
final class RlRunTest {
    private static final Location HERE = Location.of("test");
    private static final Catalog CATALOG = Checkout.catalog();
    private static final double EVEN = 1;

    private static RlSetting setting(String id) {
        RlPreset preset = preset(id);
        Cluster cluster = CATALOG.find(Cluster.KIND, preset.cluster(), HERE).value();
        Accelerator chip =
                CATALOG.find(Accelerator.KIND, cluster.accelerator(), HERE).value();
        Machine machine = new Machine(
                chip,
                cluster,
                CATALOG.find(Calibration.KIND, chip.family(), HERE).value(),
                CATALOG.find(Stack.KIND, preset.stack(), HERE).value());
        ModelRecord model = CATALOG.find(ModelRecord.KIND, preset.model(), HERE).value();
        Network network = HuggingFaceImport.read(model.id(), model.config()).network();
        Engine engine = CATALOG.find(Engine.KIND, preset.engine(), HERE).value();
        return new RlSetting(preset, network, machine, engine, EVEN, preset.unpublished());
    }

    private static RlPreset preset(String id) {
        return CATALOG.find(RlPreset.KIND, id, HERE).value();
    }

    private static List<StageCost> stages(RlSetting setting) {
        ExecutedStep trainer = new ExecutedStep(setting.network(), setting.machine(), EVEN);
        return new RlRun(setting, setting.iterationTime(), trainer).stages();
    }

    private static double seconds(RlSetting setting) {
        return stages(setting).stream().mapToDouble(StageCost::seconds).sum();
    }

    private static RlSetting with(RlSetting s, String key, double value) {
        return s.with(s.unpublished().with(key, value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-r1-zero", "deepseek-r1"})
    void partsAddUpToAllChips(String id) {
        RlSetting setting = setting(id);
        for (StageCost stage : stages(setting)) {
            double all = stage.seconds() * setting.preset().accelerators();
            assertThat(stage.allChipSeconds()).isCloseTo(all, within(1e-9 * all));
            assertThat(Arrays.stream(stage.chipSeconds()).min().orElseThrow()).isNotNegative();
        }
    }

    @Test
    void countsAreThoseOfTheRun() {
        List<StageCost> stages = stages(setting("deepseek-r1-zero"));
        double outputs = stages.stream().mapToDouble(StageCost::outputs).sum();
        double updates = stages.stream().mapToDouble(StageCost::updates).sum();
        double tokens = stages.stream().mapToDouble(StageCost::generatedTokens).sum();
        assertThat(updates).isEqualTo(10400);
        assertThat(outputs).isCloseTo(10400 * 512.0, within(1e-3));
        // 2,000 steps each of 1,400, 3,400 and 5,600 tokens, 2,200 each of 8,100 and 15,000
        assertThat(tokens / outputs).isCloseTo(71_620_000 / 10_400.0, within(1.0));
        double trained = stages.stream().mapToDouble(StageCost::trainedTokens).sum();
        assertThat(trained).isCloseTo(tokens + 300 * outputs, within(1e-6 * trained));
    }

    @Test
    void moreWorkTakesLonger() {
        RlSetting setting = setting("deepseek-r1");
        double now = seconds(setting);
        assertThat(seconds(with(setting, "length", 1.25))).isGreaterThan(now);
        assertThat(seconds(with(setting, "length", 0.8))).isLessThan(now);
        assertThat(seconds(with(setting, "accepted", 0.7))).isGreaterThan(now);
        assertThat(seconds(with(setting, "steps", 2))).isGreaterThan(now);
        assertThat(seconds(with(setting, "tries", 5))).isGreaterThan(now);
        assertThat(seconds(with(setting, "exposed_reward", 30))).isGreaterThan(now);
    }

    @Test
    void updatesBesideRolloutsHideTheShorter() {
        Rollout.Result rollout = new Rollout.Result(1e6, 100, 100, 0, 10, 500);
        RlCycle cycle = new RlCycle(rollout, 5, 15, 80, 2, 16);
        assertThat(cycle.seconds(new Synchronous(0))).isEqualTo(202);
        assertThat(cycle.seconds(new Asynchronous(256, 16))).isEqualTo(122);
        assertThat(cycle.seconds(new Asynchronous(256, 64))).isEqualTo(122);
        assertThat(cycle.seconds(new Asynchronous(256, 4))).isEqualTo(182);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 16})
    void chipsThatWaitAreCounted(int staleness) {
        RlCycle cycle = new RlCycle(new Rollout.Result(1e6, 130, 100, 0, 10, 500), 5, 15, 80, 2, 16);
        for (Overlap overlap : List.of(new Synchronous(0), new Synchronous(256), new Asynchronous(256, staleness))) {
            int rollout = overlap.rolloutAccelerators() == 0 ? 512 : 256;
            double sum = 0;
            for (double part : cycle.chipSeconds(overlap, rollout, 512 - rollout % 512)) {
                sum += part;
            }
            assertThat(sum).isCloseTo(512 * cycle.seconds(overlap), within(1e-6));
        }
    }

    @Test
    void presetsAreAsPublished() {
        RlPreset zero = preset("deepseek-r1-zero");
        int steps = 0;
        for (RlStage stage : zero.stages()) {
            Reinforcement r = (Reinforcement) stage;
            assertThat(r.updateOutputs()).isEqualTo(512);
            assertThat(r.rolloutOutputs()).isEqualTo(8192);
            assertThat(r.updatesPerRollout()).isEqualTo(16);
            assertThat(r.longestOutput()).isEqualTo(steps < 8200 ? 32768 : 65536);
            steps += r.steps();
        }
        assertThat(steps).isEqualTo(10400);
        assertThat(zero.accelerators()).isEqualTo(64 * 8);
        double zeroHours = zero.published().gpuHours().orElseThrow();
        assertThat(zeroHours).isEqualTo(198 * 512);

        RlPreset r1 = preset("deepseek-r1");
        int second = r1.stages().stream()
                .filter(stage -> stage instanceof Reinforcement r && r.stepsPublished())
                .mapToInt(stage -> ((Reinforcement) stage).steps())
                .sum();
        assertThat(second).isEqualTo(1700);
        assertThat(r1.after()).containsExactly("deepseek-r1-zero");
        double own = r1.published().parts().stream()
                .mapToDouble(RlPreset.PublishedPart::gpuHours)
                .sum();
        // 101,376 + 40,960 + 5,000 hours, published as 147K and 294K dollars at 2 dollars
        assertThat(own + zeroHours).isEqualTo(147_336);
        assertThat(r1.published().gpuHours().orElseThrow()).isEqualTo(147_000);
        assertThat(r1.published().costUsd().orElseThrow()).isEqualTo(294_000);
    }

    @Test
    void theLongestOutputsFit() {
        for (String id : List.of("deepseek-r1-zero", "deepseek-r1")) {
            RlSetting setting = setting(id);
            ExecutedStep trainer = new ExecutedStep(setting.network(), setting.machine(), EVEN);
            RlRun run = new RlRun(setting, setting.iterationTime(), trainer);
            for (RlStage stage : setting.preset().stages()) {
                double device = trainer.step(
                                run.longest(stage), setting.preset().trainer())
                        .memory()
                        .device();
                assertThat(device)
                        .as(stage.name())
                        .isLessThan(setting.machine().chip().memoryBytes());
            }
            assertThat(setting.memory().cacheBytes()).isPositive();
        }
    }
}
