package org.chokepoint.training.megatron;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Arguments in, fields of a strategy out: those that the arguments set, then what is noted. Llama 3.1 8B has 32 layers. */
final class MegatronFileTest {
    private static String read(String model, int chips, String arguments) {
        MegatronFile.FileStrategy strategy =
                MegatronFile.read("args", arguments).strategy(Scripts.network(model), chips);
        List<String> lines = new ArrayList<>(List.of(Scripts.fields(strategy, false)));
        lines.addAll(strategy.notes());
        return String.join("\n", lines).strip();
    }

    /** Arguments beside a micro-batch, which is not repeated in what is expected. */
    private static void reads(String model, String arguments, String expected) {
        String all = read(model, 512, "--micro-batch-size 9\n" + arguments);
        assertThat(all.replace("micro_batch 9, ", "")
                        .replaceFirst("(, )?micro_batch 9\n?", "\n")
                        .strip())
                .isEqualTo(expected.strip());
    }

    private static void llama(String arguments, String expected) {
        reads("llama-3.1-8b", arguments, expected);
    }

    @Test
    void f01_defaultsAreThoseOfMegatron() {
        MegatronFile file = MegatronFile.read("args", "--micro-batch-size 2");
        assertThat(Scripts.fields(file.strategy(Scripts.network("llama-3.1-8b"), 8), true))
                .isEqualTo(
                        "tensor_parallel 1, pipeline_parallel 1, expert_parallel 1, expert_tensor_parallel 1, "
                                + "context_parallel 1, context_algorithm ring, sequence_parallel false, "
                                + "stage_placement data-inside, micro_batch 2, virtual_stages 1, schedule 1f1b, "
                                + "precision fp32, gradient_precision fp32, moment_precision fp32, master_weights true, "
                                + "narrow_activations false, zero_stage 0, gradient_overlap false, parameter_overlap false, "
                                + "zero_group 0, tensor_overlap false, node_deduplication false, communication_units 0, "
                                + "expert_overlap false, capacity_padding false, flash_attention true, cuda_graphs false, offload none");
        assertThat(file.globalBatch()).isEmpty();
        assertThat(file.sequenceLength()).isEmpty();
        assertThat(file.tokens(4096, 8)).isEmpty();
        assertThat(file.ramp(4096)).isEmpty();
    }

    @Test
    void f02_sizes() {
        llama(
                "--tensor-model-parallel-size 4 --sequence-parallel --pipeline-model-parallel-size=2 "
                        + "--context-parallel-size 2 --use-tp-pp-dp-mapping",
                "tensor_parallel 4, pipeline_parallel 2, context_parallel 2, sequence_parallel true, "
                        + "stage_placement pipeline-inside");
        llama(
                "--context-parallel-size 2 --cp-comm-type all_gather",
                "context_parallel 2, context_algorithm all-gather");
        llama("--context-parallel-size 2 --cp-comm-type a2a a2a", "context_parallel 2, context_algorithm ulysses");
        llama("--ds-sequence-parallel-size 4", "context_parallel 4, context_algorithm ulysses");
    }

    @Test
    void f03_expertTensorParallelismFollowsTensorParallelism() {
        MegatronFile file = MegatronFile.read("args", "--tensor-model-parallel-size 2 --micro-batch-size 1");
        assertThat(Scripts.fields(file.strategy(Scripts.network("mixtral-8x7b"), 8), true))
                .contains("expert_tensor_parallel 2");
        assertThat(Scripts.fields(file.strategy(Scripts.network("llama-3.1-8b"), 8), true))
                .contains("expert_tensor_parallel 1");
    }

    @Test
    void f04_virtualStages() {
        llama(
                "--pipeline-model-parallel-size 4 --num-layers-per-virtual-pipeline-stage 2",
                "pipeline_parallel 4, virtual_stages 4, schedule interleaved");
        llama(
                "--pipeline-model-parallel-size 4 --num-virtual-stages-per-pipeline-rank 2",
                "pipeline_parallel 4, virtual_stages 2, schedule interleaved");
        llama(
                "--pipeline-model-parallel-size 4 --num-virtual-stages-per-pipeline-rank 1",
                "pipeline_parallel 4, virtual_stages 1, schedule 1f1b");
    }

    @Test
    void f05_unevenStages() {
        llama(
                "--pipeline-model-parallel-size 4 --decoder-first-pipeline-num-layers 6 "
                        + "--decoder-last-pipeline-num-layers 6",
                "pipeline_parallel 4, stage_layers 6 10 10 6");
        llama(
                "--pipeline-model-parallel-size 3 --decoder-last-pipeline-num-layers 8",
                "pipeline_parallel 3, stage_layers 12 12 8");
        llama(
                "--pipeline-model-parallel-size 2 --account-for-embedding-in-pipeline-split "
                        + "--account-for-loss-in-pipeline-split",
                "pipeline_parallel 2, stage_layers 16 16");
        llama(
                "--pipeline-model-parallel-size 11 --account-for-loss-in-pipeline-split "
                        + "--num-layers-per-virtual-pipeline-stage 1",
                "pipeline_parallel 11, stage_layers 3 3 3 3 3 3 3 3 3 3 2, virtual_stages 3, schedule interleaved");
        llama(
                "--pipeline-model-parallel-size 17 --pp-partition-method 'type:transformer|embedding'",
                "pipeline_parallel 17, stage_layers 1 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 1");
    }

    @Test
    void f06_layoutsThatAreSpelledOut() {
        llama(
                "--pipeline-model-parallel-size 4 --pipeline-model-parallel-layout 'Et*7|(t*9|)*2,t*7,L'",
                "pipeline_parallel 4, stage_layers 7 9 9 7, virtual_stages 1, schedule 1f1b");
        llama(
                "--pipeline-model-parallel-size 2 --pipeline-model-parallel-layout E|(t*8|)*2t*16L",
                "pipeline_parallel 2, stage_layers 0 8 8 16, virtual_stages 2, schedule interleaved");
        reads(
                "deepseek-v3",
                "--pipeline-model-parallel-size 4 --pipeline-model-parallel-layout 'Et*15|t*16|t*16|t*14mL'",
                "pipeline_parallel 4, stage_layers 15 16 16 14, virtual_stages 1, schedule 1f1b");
    }

    @Test
    void f07_batchSequenceTokens() {
        MegatronFile file = MegatronFile.read(
                "args", "--global-batch-size 1_024 --seq-length 8192 --train-iters 1000 --micro-batch-size 1");
        assertThat(file.globalBatch()).isEqualTo(OptionalInt.of(1024));
        assertThat(file.sequenceLength()).isEqualTo(OptionalInt.of(8192));
        assertThat(file.tokens(8192, 1024)).hasValue(1000.0 * 1024 * 8192);
        assertThat(MegatronFile.read("args", "--train-samples 5000").tokens(4096, 7))
                .hasValue(5000.0 * 4096);
        assertThat(MegatronFile.read("args", "--train-tokens 300_000_000_000").tokens(1, 1))
                .hasValue(300e9);
        assertThat(file.place("global_batch").orElseThrow()).hasToString("args:1:1");
        assertThat(file.place("tensor_parallel")).isEmpty();
    }

    @Test
    void f08_formats() {
        llama("--bf16", "precision bf16");
        llama("--fp16", "precision fp16, gradient_precision fp16");
        llama("--fp16 --accumulate-allreduce-grads-in-fp32", "precision fp16, gradient_precision fp32");
        llama("--bf16 --grad-reduce-in-bf16", "precision bf16, gradient_precision bf16");
        llama("--bf16 --fp8-format hybrid --activation-func-fp8-input-store", "precision fp8, narrow_activations true");
        llama("--bf16 --fp8-e4m3", "precision fp8");
        llama("--bf16 --fp4-format e2m1", "precision fp4");
        llama(
                "--bf16 --use-precision-aware-optimizer --main-grads-dtype bf16 --exp-avg-dtype bf16 "
                        + "--exp-avg-sq-dtype bf16",
                "precision bf16, gradient_precision bf16, moment_precision bf16");
    }

    @Test
    void f09_sharding() {
        llama("--use-distributed-optimizer", "zero_stage 1");
        llama(
                "--use-torch-fsdp2 --untie-embeddings-and-output-weights",
                "zero_stage 3, gradient_overlap true, parameter_overlap true");
        llama(
                "--use-torch-fsdp2 --torch-fsdp2-no-reshard-after-forward",
                "zero_stage 2, gradient_overlap true, parameter_overlap true");
        llama(
                "--use-custom-fsdp --data-parallel-sharding-strategy optim_grads_params --overlap-grad-reduce",
                "zero_stage 3, gradient_overlap true");
        llama("--use-megatron-fsdp", "zero_stage 0");
        llama("--deepspeed", "zero_stage 1, flash_attention false");
        llama(
                "--deepspeed --zero-stage 3 --use-flash-attn-v2",
                "zero_stage 3, gradient_overlap true, parameter_overlap true, flash_attention true");
        llama(
                "--use-distributed-optimizer --tensor-model-parallel-size 4 --num-distributed-optimizer-instances 8 "
                        + "--overlap-grad-reduce --overlap-param-gather",
                "tensor_parallel 4, zero_stage 1, gradient_overlap true, parameter_overlap true, zero_group 16");
    }

    @Test
    void f10_experts() {
        reads(
                "mixtral-8x7b",
                "--expert-model-parallel-size 8 --moe-token-dispatcher-type flex",
                "expert_parallel 8, node_deduplication true, communication_units 20");
        reads(
                "mixtral-8x7b",
                "--expert-model-parallel-size 8 --moe-token-dispatcher-type flex --moe-enable-deepep "
                        + "--moe-deepep-num-sms 24 --overlap-moe-expert-parallel-comm "
                        + "--moe-router-force-load-balancing --moe-expert-capacity-factor 1.25 --moe-pad-expert-input-to-capacity",
                "expert_parallel 8, node_deduplication true, communication_units 24, expert_overlap true, "
                        + "capacity_factor 1.25, capacity_padding true, expert_load 1");
        reads(
                "mixtral-8x7b",
                "--moe-token-dispatcher-type flex --moe-flex-dispatcher-backend hybridep --moe-deepep-num-sms 8",
                """
                node_deduplication true, communication_units 16
                args: --moe-deepep-num-sms has no effect with this token dispatcher
                """);
        reads("mixtral-8x7b", "--expert-model-parallel-size 8", """
                expert_parallel 8
                args: tokens are dispatched by all-gather, Megatron-LM's default, and this is computed as all-to-all
                """);
    }

    @Test
    void f11_recomputation() {
        llama("--recompute-activations", "recompute core_attn");
        llama(
                "--recompute-granularity selective --recompute-modules core_attn mlp layernorm",
                "recompute core_attn mlp layernorm");
        llama("--recompute-granularity full --recompute-method uniform --recompute-num-layers 1", "recompute layer");
        llama(
                "--pipeline-model-parallel-size 4 --num-virtual-stages-per-pipeline-rank 2 "
                        + "--recompute-granularity full --recompute-method block --recompute-num-layers 3",
                "pipeline_parallel 4, virtual_stages 2, schedule interleaved, recompute layer, recompute_layers 6");
        llama("--recompute-granularity full --recompute-method uniform --recompute-num-layers 4", """
                recompute layer
                args: units of 4 layers are recomputed; what is kept is computed for single layers
                """);
        llama("--checkpoint-activations", "recompute layer");
        llama("--activations-checkpoint-method uniform", "recompute layer");
        reads("deepseek-v3", "--moe-layer-recompute", "recompute moe");
        reads(
                "deepseek-v3",
                "--recompute-granularity selective --recompute-modules shared_experts mlp",
                "recompute mlp");
        reads("deepseek-v3", "--recompute-granularity selective --recompute-modules shared_experts", """
                recompute mlp
                args: dense feed-forwards and shared experts are recomputed together here, in the file only one
                """);
        llama("--recompute-modules mlp", "args: --recompute-modules has no effect without --recompute-granularity");
    }

    @Test
    void f12_kernelsAndOffload() {
        llama("--attention-backend unfused", "flash_attention false");
        llama("--attention-backend fused --cuda-graph-impl local", "flash_attention true, cuda_graphs true");
        llama("--transformer-impl local", "flash_attention false");
        llama("--transformer-impl local --use-flash-attn", "flash_attention true");
        llama("--external-cuda-graph", "cuda_graphs true");
        llama("--cpu-offloading-num-layers 4", "offload activations");
        llama("--cpu-offloading-num-layers 0", "");
        llama("--cpu-optimizer", "offload optimizer");
        llama("--sequence-parallel --tp-comm-overlap", "sequence_parallel true, tensor_overlap true");
    }

    @Test
    void f13_whatDescribesTheModelAgrees() {
        reads(
                "deepseek-v3",
                "--num-layers 61 --hidden-size 7168 --num-experts 256 --moe-layer-freq ([0]*3+[1]*58) --vocab-size 129280",
                "args: it describes a model without --swiglu, --untie-embeddings-and-output-weights, "
                        + "--multi-latent-attention, --mtp-num-layers; the model of the question has that");
        llama("--num-experts 1 --vocab-size 128256 --normalization RMSNorm --position-embedding-type rope", "");
        llama("--vocab-size 128000 --make-vocab-size-divisible-by 256", "");
        reads("gpt-3-175b", "--position-embedding-type learned_absolute --ffn-hidden-size 49152", "");
    }

    @Test
    void f14_yamlOfTestsAndOfMappings() {
        assertThat(read("llama-3.1-8b", 8, """
                        MODEL_ARGS:
                          --pipeline-model-parallel-size: 2
                          --pipeline-model-parallel-layout: Et*15\\\\|t*17L
                        """)).contains("stage_layers 15 17");
        String expected = "tensor_parallel 2, precision bf16, zero_stage 1, recompute core_attn moe_act";
        assertThat(read("mixtral-8x7b", 8, """
                        MODEL_ARGS:
                          --tensor-model-parallel-size: 2
                          --bf16: true
                          --use-distributed-optimizer: true
                          --overlap-grad-reduce: false
                          --recompute-granularity: selective
                          --recompute-modules: core_attn moe_act
                        """)).startsWith(expected);
        MegatronFile mapping = MegatronFile.read("recipe.yaml", """
                ENV_VARS: {NCCL_ALGO: Ring}
                model:
                  tensor_model_parallel_size: 2
                  recompute_granularity: selective
                  recompute_modules: [core_attn, moe_act]
                  moe_flex_dispatcher_backend: null
                ddp: {use_distributed_optimizer: true}
                mixed_precision: {bf16: true}
                optimizer: {lr: 3.0e-4}
                """);
        assertThat(Scripts.fields(mapping.strategy(Scripts.network("mixtral-8x7b"), 8), false))
                .isEqualTo(expected);
        assertThat(mapping.notes()).containsExactly("recipe.yaml, without influence on time and memory here: --lr");
    }

    @Test
    void f15_nothingIsDropped() {
        MegatronFile file = MegatronFile.read("run.sh", """
                EXTRA="--sequence-parallel --tp-comm-overlap"
                python pretrain_gpt.py --bf16 --lr 1e-4 --optimizer muon --hidden-dropout 0.0 --attention-dropout 0.1 \\
                    --tensor-model-paralel-size 8 --brand-new 1 2 3 4 5 stray --data-path $DATA "$@"
                """);
        assertThat(file.notes())
                .containsExactly(
                        "run.sh, without influence on time and memory here: --lr, --hidden-dropout, --data-path",
                        "run.sh, of influence, but not modelled: --optimizer muon, --attention-dropout 0.1",
                        "run.sh, not understood: --tensor-model-paralel-size 8 (line 3, maybe "
                                + "--tensor-model-parallel-size), --brand-new 1 2 3 … (line 3), $@ (line 3: which the "
                                + "file does not set), $EXTRA (not passed on) (line 1)");
    }

    @Test
    void f16_whatTheFileDoesNotSettleOfTheModelIsNotCompared() {
        reads("llama-3.1-8b", "--num-layers $LAYERS --hidden-size 4096", """
                args: not compared with the model, since the file does not settle it: --num-layers $LAYERS
                """);
        MegatronFile file = MegatronFile.read("run.sh", """
                if [ -z ${MP_VP} ]; then VP=""; else VP=" --num-layers-per-virtual-pipeline-stage ${MP_VP}"; fi
                python train.py --bf16 $VP
                """);
        assertThat(file.notes()).containsExactly("run.sh, conditions read as if the environment did not set: $MP_VP");
    }

    @Test
    void f17_listsOfOneWordALine() {
        llama(
                "--tensor-model-parallel-size\n2\n\n# a comment\n--recompute-activations --bf16",
                "tensor_parallel 2, " + "precision bf16, recompute core_attn");
    }

    @Test
    void f18_fragmentsWithoutACommand() {
        assertThat(read("llama-3.1-8b", 8, """
                        TP=2
                        GPT_ARGS="--tensor-model-parallel-size $TP --bf16"
                        OTHER=(--use-distributed-optimizer)
                        """)).startsWith("tensor_parallel 2, precision bf16, zero_stage 1");
    }
}
