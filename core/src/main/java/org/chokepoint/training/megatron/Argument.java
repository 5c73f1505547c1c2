package org.chokepoint.training.megatron;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments of Megatron-LM and Megatron-DeepSpeed that say something about a step's time or memory that {@link
 * org.chokepoint.training.Strategy}, the job or the model has a place for. The constant is the argument's name.
 */
enum Argument {
    TENSOR_MODEL_PARALLEL_SIZE(Form.WHOLE, "tensor_parallel", ""),
    MODEL_PARALLEL_SIZE(Form.WHOLE, "tensor_parallel", "refused: no longer valid"),
    SEQUENCE_PARALLEL(Form.SWITCH, "sequence_parallel", "off without it"),
    PIPELINE_MODEL_PARALLEL_SIZE(Form.WHOLE, "pipeline_parallel", ""),
    CONTEXT_PARALLEL_SIZE(Form.WHOLE, "context_parallel", ""),
    CP_COMM_TYPE(Form.WORDS, "context_algorithm", "`p2p` ring, `all_gather` or `allgather` all-gather, `a2a` ulysses"),
    DS_SEQUENCE_PARALLEL_SIZE(Form.WHOLE, "context_parallel", "and context_algorithm `ulysses`; Megatron-DeepSpeed"),
    EXPERT_MODEL_PARALLEL_SIZE(Form.WHOLE, "expert_parallel", "", "moe-expert-parallel-size"),
    EXPERT_TENSOR_PARALLEL_SIZE(Form.WHOLE, "expert_tensor_parallel", "without it as tensor_parallel"),
    USE_TP_PP_DP_MAPPING(Form.SWITCH, "stage_placement", "`pipeline-inside`; without it `data-inside`"),

    NUM_LAYERS_PER_VIRTUAL_PIPELINE_STAGE(
            Form.WHOLE, "virtual_stages", "layers of a stage over it; above 1 schedule `interleaved`"),
    NUM_VIRTUAL_STAGES_PER_PIPELINE_RANK(
            Form.WHOLE, "virtual_stages", "above 1 schedule `interleaved`", "virtual-pipeline-model-parallel-size"),
    DECODER_FIRST_PIPELINE_NUM_LAYERS(
            Form.WHOLE, "stage_layers", "the others share the rest", "num-layers-in-first-pipeline-stage"),
    DECODER_LAST_PIPELINE_NUM_LAYERS(
            Form.WHOLE, "stage_layers", "the others share the rest", "num-layers-in-last-pipeline-stage"),
    ACCOUNT_FOR_EMBEDDING_IN_PIPELINE_SPLIT(Form.SWITCH, "stage_layers", "the first stage has one layer less"),
    ACCOUNT_FOR_LOSS_IN_PIPELINE_SPLIT(Form.SWITCH, "stage_layers", "the last stage has one layer less"),
    PIPELINE_MODEL_PARALLEL_LAYOUT(
            Form.WORD, "stage_layers", "and virtual_stages: `E` embedding, `t` layer, `m` next-token module, `L` loss"),
    PP_PARTITION_METHOD(
            Form.WORD, "stage_layers", "`type:transformer`, or with `|embedding`, even; Megatron-DeepSpeed"),
    NO_PIPELINE_PARALLEL(Form.SWITCH, "pipeline_parallel", "must be 1; Megatron-DeepSpeed"),

    MICRO_BATCH_SIZE(Form.WHOLE, "micro_batch", ""),
    BATCH_SIZE(Form.WHOLE, "micro_batch", "refused: no longer valid"),
    GLOBAL_BATCH_SIZE(Form.WHOLE, "global_batch", "unless the question gives it"),
    RAMPUP_BATCH_SIZE(Form.WORDS, "batch ramp", "first batch, increment, samples"),
    SEQ_LENGTH(Form.WHOLE, "sequence_length", "unless the question gives it", "encoder-seq-length"),
    TRAIN_ITERS(Form.WHOLE, "tokens", "times batch and sequence, unless the question gives them"),
    TRAIN_SAMPLES(Form.WHOLE, "tokens", "times sequence, unless the question gives them"),
    TRAIN_TOKENS(Form.WHOLE, "tokens", "unless the question gives them; Megatron-DeepSpeed"),

    BF16(Form.SWITCH, "precision", "`bf16`; without it and `--fp16` `fp32`"),
    FP16(Form.SWITCH, "precision", "`fp16`"),
    FP8_FORMAT(Form.WORD, "precision", "`fp8`", "fp8"),
    FP8_HYBRID(Form.SWITCH, "precision", "`fp8`; before core 0.5"),
    FP8_E4M3(Form.SWITCH, "precision", "`fp8`; before core 0.5"),
    FP4_FORMAT(Form.WORD, "precision", "`fp4`", "fp4"),
    ACCUMULATE_ALLREDUCE_GRADS_IN_FP32(
            Form.SWITCH, "gradient_precision", "`fp32`; without it `fp32` under `--bf16` and `fp16` under `--fp16`"),
    GRAD_REDUCE_IN_BF16(Form.SWITCH, "gradient_precision", "`bf16`"),
    MAIN_GRADS_DTYPE(Form.WORD, "gradient_precision", "with `--use-precision-aware-optimizer`"),
    EXP_AVG_DTYPE(Form.WORD, "moment_precision", "with `--use-precision-aware-optimizer`; both moments alike"),
    EXP_AVG_SQ_DTYPE(Form.WORD, "moment_precision", "with `--use-precision-aware-optimizer`; both moments alike"),
    MAIN_PARAMS_DTYPE(Form.WORD, "master_weights", "must be `fp32`"),
    USE_PRECISION_AWARE_OPTIMIZER(Form.SWITCH, "moment_precision", "lets the `--…-dtype` arguments act"),
    ACTIVATION_FUNC_FP8_INPUT_STORE(Form.SWITCH, "narrow_activations", ""),

    USE_DISTRIBUTED_OPTIMIZER(Form.SWITCH, "zero_stage", "1; without it 0"),
    USE_MEGATRON_FSDP(Form.SWITCH, "zero_stage", "as `--data-parallel-sharding-strategy`", "use-custom-fsdp"),
    DATA_PARALLEL_SHARDING_STRATEGY(
            Form.WORD, "zero_stage", "`no_shard` 0, `optim` 1, `optim_grads` 2, `optim_grads_params` 3"),
    USE_TORCH_FSDP2(Form.SWITCH, "zero_stage", "3, with gradient_overlap and parameter_overlap"),
    TORCH_FSDP2_NO_RESHARD_AFTER_FORWARD(Form.SWITCH, "zero_stage", "2, with `--use-torch-fsdp2`"),
    DEEPSPEED(Form.SWITCH, "zero_stage", "1 unless `--zero-stage` is given; Megatron-DeepSpeed"),
    ZERO_STAGE(Form.WHOLE, "zero_stage", "1 for 0 under `--bf16`; Megatron-DeepSpeed"),
    NUM_DISTRIBUTED_OPTIMIZER_INSTANCES(Form.WHOLE, "zero_group", "data-parallel ranks over it"),
    OVERLAP_GRAD_REDUCE(Form.SWITCH, "gradient_overlap", "off without it"),
    OVERLAP_PARAM_GATHER(Form.SWITCH, "parameter_overlap", "off without it"),
    TP_COMM_OVERLAP(Form.SWITCH, "tensor_overlap", ""),

    MOE_TOKEN_DISPATCHER_TYPE(
            Form.WORD, "node_deduplication", "on with `flex`; `allgather`, the default, is computed as all-to-all"),
    MOE_ENABLE_DEEPEP(Form.SWITCH, "node_deduplication", "with `flex`; communication_units 20"),
    MOE_FLEX_DISPATCHER_BACKEND(Form.WORD, "node_deduplication", "`deepep` or `hybridep`, with `flex`"),
    MOE_DEEPEP_NUM_SMS(Form.WHOLE, "communication_units", "with DeepEP"),
    MOE_HYBRIDEP_NUM_SMS(Form.WHOLE, "communication_units", "with HybridEP"),
    OVERLAP_MOE_EXPERT_PARALLEL_COMM(Form.SWITCH, "expert_overlap", ""),
    MOE_EXPERT_CAPACITY_FACTOR(Form.NUMBER, "capacity_factor", ""),
    MOE_PAD_EXPERT_INPUT_TO_CAPACITY(Form.SWITCH, "capacity_padding", ""),
    MOE_ROUTER_FORCE_LOAD_BALANCING(Form.SWITCH, "expert_load", "1"),

    RECOMPUTE_GRANULARITY(Form.WORD, "recompute", "`full` layer, `selective` as `--recompute-modules`"),
    RECOMPUTE_MODULES(Form.WORDS, "recompute", "default `core_attn`"),
    RECOMPUTE_ACTIVATIONS(Form.SWITCH, "recompute", "as `--recompute-granularity selective`"),
    RECOMPUTE_METHOD(Form.WORD, "recompute_layers", "`uniform` all, `block` as `--recompute-num-layers`"),
    ACTIVATIONS_CHECKPOINT_METHOD(Form.WORD, "recompute", "layer, and as `--recompute-method`; Megatron-LM before 3.0"),
    RECOMPUTE_NUM_LAYERS(
            Form.WHOLE,
            "recompute_layers",
            "times virtual_stages, with `block`",
            "activations-checkpoint-num-layers",
            "checkpoint-num-layers"),
    CHECKPOINT_ACTIVATIONS(Form.SWITCH, "recompute", "layer; Megatron-DeepSpeed and Megatron-LM before 2.5"),
    MOE_LAYER_RECOMPUTE(Form.SWITCH, "recompute", "moe"),

    USE_FLASH_ATTN(
            Form.SWITCH,
            "flash_attention",
            "",
            "use-flash-attn-v1",
            "use-flash-attn-v2",
            "use-flash-attn-triton",
            "use-flash-attn-builder"),
    ATTENTION_BACKEND(Form.WORD, "flash_attention", "off with `unfused` and `local`; the default `auto` is on"),
    TRANSFORMER_IMPL(Form.WORD, "flash_attention", "off with `local` unless `--use-flash-attn`"),
    USE_LEGACY_MODELS(Form.SWITCH, "flash_attention", "off unless `--use-flash-attn`"),
    CUDA_GRAPH_IMPL(Form.WORD, "cuda_graphs", "on with `local` and `transformer_engine`"),
    ENABLE_CUDA_GRAPH(Form.SWITCH, "cuda_graphs", ""),
    EXTERNAL_CUDA_GRAPH(Form.SWITCH, "cuda_graphs", ""),
    CPU_OFFLOADING_NUM_LAYERS(Form.WHOLE, "offload", "`activations` above 0"),
    FINE_GRAINED_ACTIVATION_OFFLOADING(Form.SWITCH, "offload", "`activations`"),
    CHECKPOINT_IN_CPU(Form.SWITCH, "offload", "`activations`; Megatron-DeepSpeed"),
    OPTIMIZER_CPU_OFFLOAD(Form.SWITCH, "offload", "`optimizer`"),
    CPU_OPTIMIZER(Form.SWITCH, "offload", "`optimizer`; Megatron-DeepSpeed"),

    NUM_LAYERS(Form.WHOLE, Argument.MODEL, "layers", "encoder-num-layers"),
    HIDDEN_SIZE(Form.WHOLE, Argument.MODEL, "width of the residual stream"),
    NUM_ATTENTION_HEADS(Form.WHOLE, Argument.MODEL, "query heads"),
    GROUP_QUERY_ATTENTION(Form.SWITCH, Argument.MODEL, "fewer key-value heads than query heads"),
    NUM_QUERY_GROUPS(Form.WHOLE, Argument.MODEL, "key-value heads", "num-key-value-heads"),
    KV_CHANNELS(Form.WHOLE, Argument.MODEL, "channels of a head"),
    FFN_HIDDEN_SIZE(Form.WHOLE, Argument.MODEL, "inner width of the feed-forward, or of an expert"),
    SWIGLU(Form.SWITCH, Argument.MODEL, "a gate in the feed-forward"),
    SQUARED_RELU(Form.SWITCH, Argument.MODEL, "no gate in the feed-forward"),
    NORMALIZATION(Form.WORD, Argument.MODEL, "kind of norm"),
    POSITION_EMBEDDING_TYPE(Form.WORD, Argument.MODEL, "whether there is a table of positions"),
    UNTIE_EMBEDDINGS_AND_OUTPUT_WEIGHTS(Form.SWITCH, Argument.MODEL, "an output head of its own"),
    VOCAB_SIZE(Form.WHOLE, Argument.MODEL, "vocabulary before padding"),
    MAKE_VOCAB_SIZE_DIVISIBLE_BY(Form.WHOLE, Argument.MODEL, "its padding, times tensor_parallel; default 128"),
    NUM_EXPERTS(Form.WHOLE, Argument.MODEL, "routed experts", "num-moe-experts"),
    MOE_FFN_HIDDEN_SIZE(Form.WHOLE, Argument.MODEL, "inner width of an expert"),
    MOE_SHARED_EXPERT_INTERMEDIATE_SIZE(Form.WHOLE, Argument.MODEL, "inner width of all shared experts"),
    MOE_ROUTER_TOPK(Form.WHOLE, Argument.MODEL, "experts of a token", "topk"),
    MOE_LAYER_FREQ(Form.WORD, Argument.MODEL, "which layers have experts"),
    MULTI_LATENT_ATTENTION(Form.SWITCH, Argument.MODEL, "latent attention"),
    Q_LORA_RANK(Form.WHOLE, Argument.MODEL, "width of the query latent"),
    KV_LORA_RANK(Form.WHOLE, Argument.MODEL, "width of the key-value latent"),
    QK_HEAD_DIM(Form.WHOLE, Argument.MODEL, "channels without position", "qk-nope-head-dim"),
    QK_POS_EMB_HEAD_DIM(Form.WHOLE, Argument.MODEL, "channels with position", "qk-rope-head-dim"),
    V_HEAD_DIM(Form.WHOLE, Argument.MODEL, "channels of a value"),
    MTP_NUM_LAYERS(Form.WHOLE, Argument.MODEL, "multi-token prediction modules");

    /** Field of arguments that are compared with the model. */
    static final String MODEL = "model";

    private static final Map<String, Argument> BY_NAME = new LinkedHashMap<>();

    static {
        for (Argument argument : values()) {
            BY_NAME.put(argument.option(), argument);
            argument.aliases().forEach(alias -> BY_NAME.put(alias, argument));
        }
    }

    private final Form form;
    private final String field;
    private final String how;
    private final String aliases;

    Argument(Form form, String field, String how, String... aliases) {
        this.form = form;
        this.field = field;
        this.how = how;
        this.aliases = String.join(" ", aliases);
    }

    /** The argument of that name, written without dashes in front. */
    static Optional<Argument> named(String option) {
        return Optional.ofNullable(BY_NAME.get(option));
    }

    /** All names, without dashes in front. */
    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** Its name without dashes in front. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name as it is written. */
    String written() {
        return "--" + option();
    }

    Form form() {
        return form;
    }

    /** Field of the strategy or the job that it sets, or {@link #MODEL}. */
    String field() {
        return field;
    }

    /** How it does, a phrase; empty where its value is the field's. */
    String how() {
        return how;
    }

    /** Its other names, without dashes in front. */
    List<String> aliases() {
        return aliases.isEmpty() ? List.of() : List.of(aliases.split(" ", -1));
    }
}
