package org.chokepoint.training.megatron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.chokepoint.evidence.Fault;
import org.chokepoint.training.RunPreset;
import org.junit.jupiter.api.Test;

/** Scripts as people write them, which also seed {@link MegatronFuzzTest}: what each sets, and what is said of the rest. */
final class PublishedScriptsTest {
    private static MegatronFile file(String name) throws IOException {
        String seed = "MegatronFuzzTestInputs/" + (name.endsWith(".yaml") ? "yaml/" : "script/") + name;
        try (InputStream stream = PublishedScriptsTest.class.getResourceAsStream(seed)) {
            return MegatronFile.read(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String fields(MegatronFile file, String model, int chips) {
        return Scripts.fields(file.strategy(Scripts.network(model), chips), false);
    }

    @Test
    void gpt3() throws IOException {
        MegatronFile file = file("gpt3-175b.sh");
        assertThat(fields(file, "gpt-3-175b", 1024))
                .isEqualTo("tensor_parallel 8, pipeline_parallel 16, micro_batch 1, virtual_stages 2, "
                        + "schedule interleaved, precision fp16, gradient_precision fp16, recompute layer, "
                        + "recompute_layers 2, flash_attention true");
        assertThat(file.sequenceLength()).isEqualTo(OptionalInt.of(2048));
        assertThat(file.globalBatch()).isEqualTo(OptionalInt.of(1536));
        assertThat(file.tokens(2048, 1536)).hasValue(146484375.0 * 2048);
        assertThat(file.ramp(2048)).contains(new RunPreset.BatchRamp(256, 5859375.0 * 2048, false));
        assertThat(file.notes())
                .containsExactly("gpt3-175b.sh, without influence on time and memory here: --nproc_per_node, "
                        + "--nnodes, --master_addr, --master_port, --max-position-embeddings, --weight-decay, "
                        + "--adam-beta1, --init-method-std, --clip-grad, --lr, --lr-decay-style, "
                        + "--lr-warmup-fraction, --data-path, --split, --log-interval, --save-interval, "
                        + "--eval-interval, --save, --tensorboard-dir");
        assertThat(file.strategy(Scripts.network("gpt-3-175b"), 1024).notes()).isEmpty();
    }

    @Test
    void llama3() throws IOException {
        MegatronFile file = file("llama3-70b.sh");
        assertThat(fields(file, "llama-3-70b", 512))
                .isEqualTo("tensor_parallel 4, pipeline_parallel 8, context_parallel 2, context_algorithm ring, "
                        + "sequence_parallel true, stage_placement pipeline-inside, micro_batch 1, "
                        + "stage_layers 10 10 10 10 10 10 10 10, virtual_stages 1, schedule 1f1b, precision bf16, "
                        + "gradient_precision bf16, zero_stage 1, gradient_overlap true, parameter_overlap true, "
                        + "tensor_overlap true, recompute core_attn");
        assertThat(file.notes()).hasSize(2);
        assertThat(file.notes().get(1))
                .isEqualTo("llama3-70b.sh, not understood: --profile (line 40: an argument that depends on the "
                        + "condition in line 39), --profile-step-start 5 (line 40: an argument that depends on the "
                        + "condition in line 39), --moon-phase full (line 45), $EXTRA_ARGS (line 45: "
                        + "which the file does not set)");
    }

    @Test
    void deepSeek() throws IOException {
        MegatronFile file = file("deepseek-v3.sh");
        MegatronFile.FileStrategy strategy = file.strategy(Scripts.network("deepseek-v3"), 2048);
        assertThat(Scripts.fields(strategy, false))
                .isEqualTo("tensor_parallel 1, pipeline_parallel 16, expert_parallel 64, expert_tensor_parallel 1, "
                        + "micro_batch 1, stage_layers 3 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 0 0, virtual_stages 2, "
                        + "schedule interleaved, precision fp8, gradient_precision fp32, moment_precision bf16, "
                        + "master_weights true, zero_stage 1, gradient_overlap true, parameter_overlap true, "
                        + "node_deduplication true, communication_units 20, expert_overlap true, expert_load 1, "
                        + "recompute mla_up_proj layernorm moe_act, flash_attention true");
        assertThat(strategy.notes())
                .containsExactly(
                        "deepseek-v3.sh: multi-token prediction stands before the last stage and is computed on "
                                + "the last one");
        assertThat(file.tokens(4096, 15360)).hasValue(235000.0 * 15360 * 4096);
        assertThat(file.notes().get(1))
                .isEqualTo("deepseek-v3.sh, of influence, but not modelled: --moe-router-load-balancing-type "
                        + "seq_aux_loss, --moe-permute-fusion, --delay-wgrad-compute, --fp8-recipe blockwise, "
                        + "--fp8-param-gather");
    }

    @Test
    void mixtral() throws IOException {
        MegatronFile file = file("mixtral-8x7b.yaml");
        MegatronFile.FileStrategy strategy = file.strategy(Scripts.network("mixtral-8x7b"), 512);
        assertThat(Scripts.fields(strategy, false))
                .isEqualTo("tensor_parallel 2, pipeline_parallel 4, expert_parallel 8, expert_tensor_parallel 1, "
                        + "sequence_parallel true, micro_batch 2, virtual_stages 8, schedule interleaved, "
                        + "precision bf16, zero_stage 1, gradient_overlap true, zero_group 32, "
                        + "node_deduplication false, flash_attention true");
        assertThat(strategy.fields().get("expert_parallel").at()).hasToString("mixtral-8x7b.yaml:24:33");
        assertThat(strategy.notes()).isEmpty();
        assertThat(file.notes())
                .containsExactly(
                        "mixtral-8x7b.yaml, without influence on time and memory here: --moe-aux-loss-coeff, "
                                + "--moe-grouped-gemm",
                        "mixtral-8x7b.yaml, of influence, but not modelled: --manual-gc");
    }

    @Test
    void bloom() throws IOException {
        MegatronFile file = file("bloom-176b.slurm");
        MegatronFile.FileStrategy strategy = file.strategy(Scripts.network("bloom-176b"), 384);
        assertThat(Scripts.fields(strategy, false))
                .isEqualTo("tensor_parallel 4, pipeline_parallel 12, micro_batch 2, "
                        + "stage_layers 5 6 6 6 6 6 6 6 6 6 6 5, precision bf16, zero_stage 1, recompute layer, "
                        + "flash_attention false");
        assertThat(strategy.notes())
                .containsExactly("bloom-176b.slurm: DeepSpeed's BF16 optimizer splits its state at --zero-stage 0, "
                        + "too; computed as ZeRO 1");
        assertThat(file.ramp(2048)).contains(new RunPreset.BatchRamp(192, 9765625.0 * 2048, false));
        assertThat(file.tokens(2048, 2048)).hasValue(220e6 * 2048);
        assertThat(file.notes()).hasSize(1);
    }

    @Test
    void everyScriptIsForItsModelAndChipsOnly() throws IOException {
        for (String name : List.of("gpt3-175b.sh", "llama3-70b.sh", "deepseek-v3.sh", "mixtral-8x7b.yaml")) {
            MegatronFile file = file(name);
            assertThat(refusal(file, "llama-3.1-8b", 512)).as(name).contains("contradicts the model llama-3.1-8b");
        }
        assertThat(refusal(file("llama3-70b.sh"), "llama-3-70b", 1024)).contains("64 × 8 = 512 processes");
        assertThat(refusal(file("bloom-176b.slurm"), "bloom-176b", 768)).contains("48 × 8 = 384 processes");
    }

    private static String refusal(MegatronFile file, String model, int chips) {
        try {
            file.strategy(Scripts.network(model), chips);
            return "";
        } catch (Fault e) {
            return e.what();
        }
    }
}
