package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.training.torchtitan.TorchtitanText;
import org.junit.jupiter.api.Test;

/** Any valid strategy becomes TOML in which every key stands once and degrees multiply to the chips. */
final class TorchtitanTextTest {
    private static final int CASES = 600;

    private static TorchtitanText write(Trial trial) {
        Layout layout = Layout.of(
                trial.strategy(), trial.job(), trial.machine().cluster().scaleUp());
        return TorchtitanText.of(trial.strategy(), trial.job(), layout, Optional.empty());
    }

    /** Reads tables of words, numbers, switches and lists, strictly; keys are preceded by their table. */
    private static Map<String, String> read(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        String table = "";
        StringBuilder list = new StringBuilder();
        String key = "";
        for (String line : text.lines().toList()) {
            if (!list.isEmpty()) {
                list.append(line);
                assertThat(line).matches("]|    \\[\"[a-z_.0-9]+\"(, \"[a-z_.0-9]+\")*],|    \\[],");
                if (line.equals("]")) {
                    assertThat(values.put(key, list.toString())).isNull();
                    list.setLength(0);
                }
            } else if (line.matches("\\[[a-z_.0-9]+]")) {
                table = line.substring(1, line.length() - 1);
            } else if (!line.isEmpty() && !line.startsWith("# ")) {
                assertThat(line)
                        .matches("[a-z_0-9]+ = (\\d+|true|false|\"\\w+\"|\\[|\\[\"[a-z_.0-9]+\"(, \"[a-z_.0-9]+\")*])");
                key = table + "." + line.substring(0, line.indexOf(' '));
                String value = line.substring(line.indexOf('=') + 2);
                if (value.equals("[")) {
                    list.append(value);
                } else {
                    assertThat(values.put(key, value)).as(key).isNull();
                }
            }
        }
        assertThat(list).isEmpty();
        return values;
    }

    private static int degree(Map<String, String> values, String name) {
        return Integer.parseInt(values.get("parallelism." + name + "_degree"));
    }

    @Test
    void degreesMultiplyToTheChips() {
        for (int i = 0; i < CASES; i++) {
            Trial trial = Trial.draw("torchtitan", i);
            TorchtitanText written = write(trial);
            Map<String, String> values = read(written.text());
            int chips = degree(values, "data_parallel_replicate")
                    * degree(values, "data_parallel_shard")
                    * degree(values, "tensor_parallel")
                    * degree(values, "pipeline_parallel")
                    * degree(values, "context_parallel");
            assertThat(chips).as(written.text()).isEqualTo(trial.job().accelerators());
            assertThat(values.get("training.global_batch_size"))
                    .isEqualTo(String.valueOf(trial.job().globalBatch()));
            long comments =
                    written.text().lines().filter(line -> line.startsWith("#")).count();
            assertThat(comments).isEqualTo(written.without().size());
        }
    }

    @Test
    void publishedRunsSayWhatIsMissing() {
        TorchtitanText llama = write(Trial.published("llama-3.1-405b"));
        assertThat(llama.without()).containsExactly("stage_placement", "recompute");
        assertThat(read(llama.text()))
                .containsEntry("parallelism.data_parallel_shard_degree", "128")
                .containsEntry("parallelism.fsdp_reshard_after_forward", "\"never\"")
                .containsEntry("parallelism.pipeline_parallel_schedule", "\"Interleaved1F1B\"")
                .containsEntry("training.local_batch_size", "16");
        assertThat(write(Trial.published("deepseek-v3")).without())
                .contains("schedule", "moment_precision", "narrow_activations", "next_token_prediction");
        assertThat(write(Trial.published("megatron-1t")).without())
                .contains("precision", "zero_stage", "sequence_parallel", "flash_attention");
    }
}
