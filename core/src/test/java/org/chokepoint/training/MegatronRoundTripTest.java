package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Location;
import org.chokepoint.training.megatron.MegatronFile;
import org.chokepoint.training.megatron.MegatronText;
import org.junit.jupiter.api.Test;

/** Any valid strategy, written as Megatron-LM's arguments, is read back as it was, but for what stands in comments. */
final class MegatronRoundTripTest {
    private static final int CASES = 600;

    private static Layout layout(Trial trial) {
        return Layout.of(
                trial.strategy(), trial.job(), trial.machine().cluster().scaleUp());
    }

    private static MegatronText write(Trial trial, Optional<RunPreset.BatchRamp> ramp) {
        return MegatronText.of(trial.strategy(), trial.job(), layout(trial), ramp);
    }

    private static Strategy read(MegatronText written, Job job) {
        MegatronFile.FileStrategy file =
                MegatronFile.read("args", written.text()).strategy(job.network(), job.accelerators());
        return RecordReader.read(Trees.mapping(Location.of("args"), file.fields()), Strategy.class);
    }

    /** Fields of a strategy as text, without those that are not claimed; stages are spelled out. */
    private static Map<String, Object> claimed(Strategy s, List<String> without, Layout layout) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (var component : Strategy.class.getRecordComponents()) {
            String key = RecordReader.key(component);
            try {
                fields.put(key, component.getAccessor().invoke(s));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        fields.put("stage_layers", s.virtualStages() > 1 ? layout.chunkLayers() : layout.stageLayers());
        boolean whole = s.zeroGroup() == layout.dataParallel() * s.contextParallel();
        fields.put("zero_group", whole ? 0 : s.zeroGroup());
        without.forEach(fields::remove);
        return fields;
    }

    @Test
    void strategiesComeBackAsTheyWere() {
        Map<String, Integer> commented = new LinkedHashMap<>();
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("megatron", i);
            MegatronText written = write(trial, Optional.empty());
            Strategy back = read(written, trial.job());
            Trial again = new Trial(trial.job(), back, trial.machine());
            assertThat(claimed(back, written.without(), layout(again)))
                    .as("case %d:\n%s", i, written.text())
                    .isEqualTo(claimed(trial.strategy(), written.without(), layout(trial)));
            written.without().forEach(field -> commented.merge(field, 1, Integer::sum));
        }
        assertThat(commented.keySet())
                .as("fields without an argument, or only under a condition")
                .containsOnly(
                        "schedule",
                        "communication_units",
                        "node_deduplication",
                        "tensor_overlap",
                        "parameter_overlap",
                        "expert_overlap",
                        "narrow_activations",
                        "master_weights",
                        "zero_group",
                        "recompute",
                        "recompute_layers");
    }

    @Test
    void whatStandsInCommentsIsNamedThere() {
        for (int i = 0; i < CASES; i++) {
            MegatronText written = write(Trial.draw("megatron", i), Optional.empty());
            long comments = written.text()
                    .lines()
                    .filter(line -> line.startsWith("#"))
                    .peek(line -> assertThat(line).startsWith("# no Megatron-LM argument: "))
                    .count();
            assertThat(comments).isEqualTo(written.without().size());
        }
    }

    @Test
    void theJobComesBackToo() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("megatron", i);
            Job job = trial.job();
            Layout layout = layout(trial);
            int unit = layout.dataParallel() * trial.strategy().microBatch();
            int batch = job.globalBatch() + unit;
            RunPreset.BatchRamp ramp = new RunPreset.BatchRamp(unit, 1000.0 * job.sequenceLength(), i % 2 == 0);
            Trial larger = new Trial(job.withBatch(batch), trial.strategy(), trial.machine());
            MegatronFile file =
                    MegatronFile.read("args", write(larger, Optional.of(ramp)).text());
            assertThat(file.globalBatch()).isEqualTo(OptionalInt.of(batch));
            assertThat(file.sequenceLength()).isEqualTo(OptionalInt.of(job.sequenceLength()));
            boolean one = batch == 2 * unit; // growing once is both stepped and even
            assertThat(file.ramp(job.sequenceLength()).orElseThrow())
                    .isEqualTo(one ? new RunPreset.BatchRamp(ramp.from(), ramp.tokens(), true) : ramp);
        }
    }

    @Test
    void publishedRunsComeBack() {
        for (String run : Trial.publishedRuns()) {
            Trial trial = Trial.published(run);
            MegatronText written = write(trial, Optional.empty());
            Strategy back = read(written, trial.job());
            Trial again = new Trial(trial.job(), back, trial.machine());
            assertThat(claimed(back, written.without(), layout(again)))
                    .as("%s:\n%s", run, written.text())
                    .isEqualTo(claimed(trial.strategy(), written.without(), layout(trial)));
        }
    }

    @Test
    void everyFieldHasAPlaceInTheFile() {
        Trial trial = Trial.published("deepseek-v3");
        MegatronText written = write(trial, Optional.empty());
        Map<String, Tree> fields = MegatronFile.read("args", written.text())
                .strategy(trial.job().network(), trial.job().accelerators())
                .fields();
        assertThat(fields.get("tensor_parallel").at()).hasToString("args:1:1");
        assertThat(fields.get("expert_parallel").at()).hasToString("args:5:1");
        assertThat(fields.get("cuda_graphs").at()).hasToString("args");
    }
}
