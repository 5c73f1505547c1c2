package org.chokepoint.training.megatron;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of arguments that no field answers to, by what is known of them; a star stands for any ending. */
final class OtherArguments {
    /** How processes are started: torchrun, srun, deepspeed. */
    private static final String LAUNCHING = """
            nproc-per-node nnodes node-rank master-addr master-port rdzv-* max-restarts monitor-interval standalone
            start-method role local-addr module no-python run-path redirects tee log-dir
            num-nodes num-gpus hostfile include exclude launcher launcher-args force-multi no-local-rank
            nodes ntasks ntasks-per-node gpus-per-node gpus gres cpus-per-task jobid job-name time partition account
            output error exclusive mem mem-per-* constraint qos nodelist mpi kill-on-bad-exit container-* export label
            unbuffered wait local-rank distributed-backend distributed-timeout-* lazy-mpu-init
            use-ring-exchange-p2p disable-gloo-process-groups deepspeed-config deepspeed-mpi""";

    /** Data, tokenizer, seeds, initial weights, learning rate, regularisation. */
    private static final String LEARNING = """
            data-path data-impl data-cache-path data-args-path train-data-path
            valid-data-path test-data-path per-split-data-args-path split mock-data num-workers dataloader-type
            no-mmap-bin-files num-dataset-builder-threads object-storage-cache-path
            mid-level-dataset-surplus allow-ambiguous-pad-tokens reset-position-ids reset-attention-mask eod-mask-loss
            no-create-attention-mask-in-dataloader *-weighted-split-paths sample-rate mask-prob short-seq-prob
            mmap-warmup loss-on-targets-only decoder-seq-length retriever-* full-validation multiple-validation-sets
            vocab-file merge-file vocab-extra-ids padded-vocab-size pad-vocab-size-to tokenizer-* legacy-tokenizer
            tiktoken-* trust-remote-code seed init-method-* embedding-init-method-std data-parallel-random-init
            use-cpu-initialization init-model-with-meta-device lr lr-* min-lr warmup override-* use-checkpoint-*
            decoupled-* weight-decay* start-weight-decay end-weight-decay clip-grad adam-* sgd-momentum muon-*
            loss-scale initial-loss-scale min-loss-scale loss-scale-window hysteresis iterations-to-skip
            skip-train-iteration-range calculate-per-token-loss mtp-loss-scaling-factor sync-tp-duplicated-parameters
            abort-on-unmet-fused-kernel-constraints pad-id reset-progress""";

    /** Checkpoints, evaluation, logging, profiling, restarts. */
    private static final String KEEPING = """
            save save-* persistent-save-interval load load-* no-save-* no-load-* ckpt-* no-ckpt-* dist-ckpt-* async-save
            use-dist-ckpt use-persistent-ckpt-worker auto-detect-ckpt-format non-persistent-* replication*
            distrib-optim-* finetune pretrained-checkpoint no-initialization use-mp-args-from-checkpoint-args
            no-use-tokenizer-model-from-checkpoint-args exit-* no-strict-fsdp-dtensor-load universal-checkpoint
            eval-* test-mode skip-train log-* no-log-* logging-level timing-log-* no-barrier-with-level-1-timing
            tensorboard-* wandb-* one-logger-* no-one-logger app-tag-* config-logger-dir codecarbon-dir
            profile profile-* use-pytorch-profiler record-memory-history memory-snapshot-path
            disable-straggler-on-startup straggler-* run-workload-inspector-server enable-ft-package calc-ft-timeouts
            inprocess-* adlr-autoresume* result-rejected-tracker-filename rerun-mode error-injection-*
            check-for-spiky-loss check-for-large-grads check-weight-hash-across-dp-replicas-interval
            no-check-for-nan-in-loss-and-grad disable-msc experiment-*""";

    /** What describes a model and is not compared, since the model comes from the question. */
    private static final String DESCRIBING = """
            max-position-embeddings rotary-* use-rotary-position-embeddings rope-* use-rope-scaling no-rope-freq
            no-position-embedding mrope-section relative-attention-* softmax-type norm-epsilon layernorm-epsilon
            apply-layernorm-1p apply-residual-connection-post-layernorm openai-gelu quick-geglu glu-*
            activation-func-clamp-value disable-bias-linear add-qkv-bias qk-layernorm qk-l2-norm mscale mscale-all-dim
            window-size window-attn-skip-freq embed-layernorm decoder-num-layers heterogeneous-* hybrid-* mamba-*
            is-hybrid-model bert-* onnx-safe mlp-type cache-mla-latents no-query-key-layer-scaling model-name
            moe-router-score-function moe-router-pre-softmax moe-router-topk-scaling-factor moe-router-bias-update-rate
            moe-aux-loss-coeff moe-z-loss-coeff moe-loss-coeff moe-input-jitter-eps moe-per-layer-logging
            moe-use-upcycling moe-upcycling-granularity
            moe-token-drop-policy""";

    /** Other tasks and stages, and what is on anyway or no longer has an effect. */
    private static final String ELSEWHERE = """
            rl-* grpo-* langrl-* perform-rl-step retro-* inference-* sft sft-* vision-* swin-* dino-* ict-* biencoder-*
            indexer-* num-classes img-h img-w img-dim num-channels patch-dim mask-type mask-factor iter-per-epoch
            classes-fraction data-per-class-fraction head-lr-mult flash-decode max-tokens-to-oom
            output-bert-embeddings decode-only-cuda-graphs symmetric-ar-type nccl-all-reduce-for-prefill
            mlp-chunks-for-prefill disable-chunked-prefill moe-pad-experts-for-cuda-graph-inference
            use-mcore-models enable-experimental yaml-cfg fp8-interval fp8-margin fp8-amax-*
            no-async-tensor-model-parallel-allreduce te-rng-tracker inference-rng-tracker cuda-graph-warmup-steps
            tp-comm-bootstrap-backend pipeline-model-parallel-comm-backend train-sync-interval
            deepspeed-activation-checkpointing profile-backward zero-reduce-scatter zero-contigious-gradients
            moe-grouped-gemm moe-use-legacy-grouped-gemm use-contiguous-buffers-in-ddp
            no-contiguous-buffers-in-local-ddp dump-param-to-param-group-map""";

    /** Number formats and arithmetic. */
    private static final String FORMATS = """
            fp8-recipe fp8-quantizer-factory no-fp8-wgrad fp8-param-gather first-last-layers-bf16
            num-layers-at-start-in-bf16 num-layers-at-end-in-bf16 keep-fp8-transpose-cache fp4-recipe
            fp4-quantizer-factory fp4-param-gather reuse-grad-buf-for-mxfp8-param-ag kitchen-* fp32-residual-connection
            apply-query-key-layer-scaling attention-softmax-in-fp32 fp16-lm-cross-entropy
            disable-bf16-reduced-precision-matmul deterministic-mode optimizer use-bnb-optimizer attention-dropout
            hidden-dropout moe-router-dtype""";

    /** Kernels and launches. */
    private static final String KERNELS = """
            no-masked-softmax-fusion no-bias-gelu-fusion no-bias-swiglu-fusion no-bias-dropout-fusion no-rope-fusion
            no-persist-layer-norm no-gradient-accumulation-fusion use-fused-weighted-squared-relu
            use-te-activation-func cross-entropy-loss-fusion cross-entropy-fusion-impl moe-permute-fusion
            moe-router-fusion moe-apply-probs-on-input moe-router-padding-for-fp8 cuda-graph-scope spec
            no-clone-scatter-output-in-embedding manual-gc manual-gc-interval no-manual-gc-eval
            empty-unused-memory-level high-priority-stream-groups nccl-communicator-config-path
            disable-mamba-mem-eff-path""";

    /** Communication, schedules, memory. */
    private static final String ORDER = """
            delay-wgrad-compute defer-embedding-wgrad-compute wgrad-deferral-limit distribute-saved-activations
            distribute-checkpointed-activations partition-activations contigious-checkpointing synchronize-each-layer
            ddp-* DDP-impl no-align-grad-reduce no-align-param-gather overlap-param-gather-with-optimizer-step
            no-gradient-reduce-div-fusion no-overlap-p2p-communication overlap-p2p-communication-warmup-flush
            microbatch-group-size-per-virtual-pipeline-stage no-scatter-gather-tensors-in-pipeline use-nccl-ub
            disable-symmetric-registration use-sharp sharp-enabled-group fsdp-double-buffer
            suggested-communication-unit-size enable-full-sharding-in-hsdp tp-comm-overlap-cfg disable-tp-comm-*
            tp-comm-overlap-rs-dgrad moe-shared-expert-overlap moe-extended-tp moe-router-load-balancing-type
            moe-router-enable-expert-bias moe-router-num-groups moe-router-group-topk
            decrease-batch-size-if-needed optimizer-offload-fraction
            use-torch-optimizer-for-cpu-offload overlap-cpu-optimizer-d2h-h2d no-pin-cpu-grads no-pin-cpu-params
            offload-modules zero-reduce-bucket-size zero-allgather-bucket-size remote-device use-pin-memory
            scattered-embeddings split-transformers memory-centric-tiled-linear tile-factor
            hierarchical-context-parallel-sizes""";

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Headings of the names without influence, in order. */
    static final Map<String, List<String>> IDLE = new LinkedHashMap<>();

    /** Headings of the names that are not modelled, in order. */
    static final Map<String, List<String>> NOT_MODELLED = new LinkedHashMap<>();

    private static final Pattern IDLE_NAMES;
    private static final Pattern NOT_MODELLED_NAMES;

    static {
        put(IDLE, "launching", LAUNCHING);
        put(IDLE, "data and learning", LEARNING);
        put(IDLE, "checkpoints, evaluation, logging, restarts", KEEPING);
        put(IDLE, "descriptions of the model that are not compared", DESCRIBING);
        put(IDLE, "other tasks, and what is on anyway or has no effect any more", ELSEWHERE);
        put(NOT_MODELLED, "number formats and arithmetic", FORMATS);
        put(NOT_MODELLED, "kernels and launches", KERNELS);
        put(NOT_MODELLED, "communication, order of work, memory", ORDER);
        IDLE_NAMES = pattern(IDLE);
        NOT_MODELLED_NAMES = pattern(NOT_MODELLED);
    }

    private OtherArguments() {}

    private static void put(Map<String, List<String>> into, String heading, String names) {
        into.put(heading, List.of(SPACE.split(names.strip())));
    }

    private static Pattern pattern(Map<String, List<String>> names) {
        return Pattern.compile(names.values().stream()
                .flatMap(List::stream)
                .map(name -> Pattern.quote(name).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|")));
    }

    /**
     * What is known of an argument.
     *
     * @param option its name without dashes in front
     * @param values texts behind it
     */
    static Standing of(String option, List<String> values) {
        if (NOT_MODELLED_NAMES.matcher(option).matches()) {
            return isNeutral(option, values) ? Standing.IDLE : Standing.NOT_MODELLED;
        }
        return IDLE_NAMES.matcher(option).matches() ? Standing.IDLE : Standing.UNKNOWN;
    }

    /** Whether the value is what is modelled anyway. */
    private static boolean isNeutral(String option, List<String> values) {
        if (values.size() != 1) {
            return false;
        }
        switch (option) {
            case "optimizer":
                return values.get(0).equals("adam");
            case "attention-dropout":
            case "hidden-dropout":
                return values.get(0).matches("0*\\.?0*");
            default:
                return false;
        }
    }
}
