package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Network;
import org.chokepoint.model.Precision;
import org.chokepoint.training.Job;
import org.chokepoint.training.Layout;
import org.chokepoint.training.Offload;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.Schedule;
import org.chokepoint.training.StagePlacement;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Figure;

/** Collects the lines of a {@link MegatronText}. */
final class Writer {
    private final Strategy s;
    private final Job job;
    private final Network network;
    private final Layout layout;
    private final List<String> lines = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final List<String> without = new ArrayList<>();

    Writer(Strategy strategy, Job job, Layout layout) {
        this.s = strategy;
        this.job = job;
        this.network = job.network();
        this.layout = layout;
    }

    List<String> without() {
        return without;
    }

    String text() {
        List<String> all = new ArrayList<>(lines);
        all.addAll(comments);
        return String.join("\n", all) + "\n";
    }

    private void add(Argument argument) {
        lines.add(argument.written());
    }

    private void add(Argument argument, String value) {
        lines.add(argument.written() + " " + value);
    }

    private void add(Argument argument, long value) {
        add(argument, String.valueOf(value));
    }

    private void addIf(boolean given, Argument argument) {
        if (given) {
            add(argument);
        }
    }

    private void comment(String field, String value) {
        comments.add("# no Megatron-LM argument: " + field + " " + value);
        without.add(field);
    }

    /** A switch that Megatron-LM has only under a condition. */
    private void addOrComment(boolean on, boolean possible, Argument argument, String field) {
        if (on && possible) {
            add(argument);
        } else if (on) {
            comment(field, "true");
        }
    }

    void sizes() {
        add(Argument.TENSOR_MODEL_PARALLEL_SIZE, s.tensorParallel());
        addIf(s.sequenceParallel(), Argument.SEQUENCE_PARALLEL);
        add(Argument.PIPELINE_MODEL_PARALLEL_SIZE, s.pipelineParallel());
        add(Argument.CONTEXT_PARALLEL_SIZE, s.contextParallel());
        if (s.contextAlgorithm() == ContextAlgorithm.ALL_GATHER) {
            add(Argument.CP_COMM_TYPE, "all_gather");
        } else if (s.contextAlgorithm() == ContextAlgorithm.ULYSSES) {
            add(Argument.CP_COMM_TYPE, "a2a");
        }
        if (network.routed()) {
            add(Argument.EXPERT_MODEL_PARALLEL_SIZE, s.expertParallel());
            add(Argument.EXPERT_TENSOR_PARALLEL_SIZE, s.expertTensorParallel());
        }
        addIf(s.stagePlacement() == StagePlacement.PIPELINE_INSIDE, Argument.USE_TP_PP_DP_MAPPING);
    }

    void batch(Optional<RunPreset.BatchRamp> ramp) {
        add(Argument.MICRO_BATCH_SIZE, s.microBatch());
        add(Argument.GLOBAL_BATCH_SIZE, job.globalBatch());
        ramp.filter(growing -> growing.from() < job.globalBatch()).ifPresent(this::ramp);
        add(Argument.SEQ_LENGTH, job.sequenceLength());
    }

    /** The batch grows by what one more micro-batch on every replica takes, if that comes out even. */
    private void ramp(RunPreset.BatchRamp ramp) {
        int grown = job.globalBatch() - ramp.from();
        int unit = layout.dataParallel() * s.microBatch();
        int increment = ramp.stepped() || grown % unit != 0 ? grown : unit;
        String samples = Figure.json(Math.rint(ramp.tokens() / job.sequenceLength()));
        add(Argument.RAMPUP_BATCH_SIZE, ramp.from() + " " + increment + " " + samples);
    }

    void pipeline() {
        int chunks = s.pipelineParallel() * s.virtualStages();
        boolean even = s.stageLayers().isEmpty() && network.layers() % chunks == 0;
        if (!even) {
            int modules = network.nextToken().count();
            List<Integer> layers = s.virtualStages() > 1 ? layout.chunkLayers() : layout.stageLayers();
            PipelineLayout stages = PipelineLayout.of(layers, modules);
            add(Argument.PIPELINE_MODEL_PARALLEL_LAYOUT, "'" + stages.text() + "'");
        } else if (s.virtualStages() > 1) {
            add(Argument.NUM_VIRTUAL_STAGES_PER_PIPELINE_RANK, s.virtualStages());
        }
        if (s.schedule() != Schedule.ONE_F_ONE_B && s.schedule() != Schedule.INTERLEAVED) {
            comment("schedule", s.schedule().word());
        }
    }

    void formats() {
        Precision p = s.precision();
        boolean known = p == Precision.BF16
                || p == Precision.FP16
                || p == Precision.FP8
                || p == Precision.FP4
                || p == Precision.FP32;
        if (!known) {
            comment("precision", p.label());
        }
        addIf(p == Precision.FP16, Argument.FP16);
        addIf(p == Precision.BF16 || p == Precision.FP8 || p == Precision.FP4, Argument.BF16);
        if (p == Precision.FP8) {
            add(Argument.FP8_FORMAT, "hybrid");
        } else if (p == Precision.FP4) {
            add(Argument.FP4_FORMAT, "e2m1");
        }
        gradients(p == Precision.FP16 ? Precision.FP16 : Precision.FP32);
        moments();
        boolean narrow = p == Precision.FP8 || p == Precision.FP4;
        addOrComment(s.narrowActivations(), narrow, Argument.ACTIVATION_FUNC_FP8_INPUT_STORE, "narrow_activations");
        if (!s.masterWeights()) {
            comment("master_weights", "false");
        }
    }

    private void gradients(Precision otherwise) {
        Precision p = s.gradientPrecision();
        if (p == Precision.FP32) {
            add(Argument.ACCUMULATE_ALLREDUCE_GRADS_IN_FP32);
        } else if (p == Precision.BF16) {
            add(Argument.GRAD_REDUCE_IN_BF16);
        } else if (p != otherwise) {
            comment("gradient_precision", p.label());
        }
    }

    /** Moments in another format than FP32 need the distributed optimizer. */
    private void moments() {
        String format = s.momentPrecision().label();
        if (s.momentPrecision() == Precision.FP32) {
            return;
        }
        if (s.zeroStage() == 0) {
            comment("moment_precision", format);
            return;
        }
        add(Argument.USE_PRECISION_AWARE_OPTIMIZER);
        add(Argument.EXP_AVG_DTYPE, format);
        add(Argument.EXP_AVG_SQ_DTYPE, format);
    }

    void sharding() {
        addIf(s.zeroStage() > 0, Argument.USE_DISTRIBUTED_OPTIMIZER);
        if (s.zeroStage() > 1) {
            add(Argument.USE_MEGATRON_FSDP);
            add(Argument.DATA_PARALLEL_SHARDING_STRATEGY, ShardingArguments.STRATEGIES.get(s.zeroStage()));
            lines.add("--ckpt-format fsdp_dtensor");
        }
        int ranks = layout.dataParallel() * s.contextParallel();
        if (s.zeroGroup() > 0 && s.zeroStage() > 0 && ranks > s.zeroGroup()) {
            add(Argument.NUM_DISTRIBUTED_OPTIMIZER_INSTANCES, ranks / s.zeroGroup());
        } else if (s.zeroGroup() > 0) {
            comment("zero_group", String.valueOf(s.zeroGroup()));
        }
        addIf(s.gradientOverlap(), Argument.OVERLAP_GRAD_REDUCE);
        addOrComment(
                s.parameterOverlap(),
                s.gradientOverlap() && s.zeroStage() > 0,
                Argument.OVERLAP_PARAM_GATHER,
                "parameter_overlap");
        addOrComment(s.tensorOverlap(), s.sequenceParallel(), Argument.TP_COMM_OVERLAP, "tensor_overlap");
    }

    void experts() {
        boolean routed = network.routed();
        boolean deep = s.nodeDeduplication() && routed;
        if (routed) {
            add(Argument.MOE_TOKEN_DISPATCHER_TYPE, deep ? "flex" : "alltoall");
        }
        addOrComment(s.nodeDeduplication(), deep, Argument.MOE_ENABLE_DEEPEP, "node_deduplication");
        if (deep && s.communicationUnits() > 0) {
            add(Argument.MOE_DEEPEP_NUM_SMS, s.communicationUnits());
        } else if (deep || s.communicationUnits() > 0) {
            comment("communication_units", String.valueOf(s.communicationUnits()));
        }
        boolean overlaps = routed && (s.virtualStages() > 1 || s.pipelineParallel() == 1);
        addOrComment(s.expertOverlap(), overlaps, Argument.OVERLAP_MOE_EXPERT_PARALLEL_COMM, "expert_overlap");
        if (s.expertLoad().isPresent()) {
            double load = s.expertLoad().getAsDouble();
            if (load == 1 && routed) {
                add(Argument.MOE_ROUTER_FORCE_LOAD_BALANCING);
            } else {
                comment("expert_load", Figure.json(load));
            }
        }
        s.router().ifPresent(router -> {
            comments.add("# of the --moe-router-… arguments nothing is written: router " + router.word());
            without.add("router");
        });
        if (s.capacityFactor() > 0) {
            add(Argument.MOE_EXPERT_CAPACITY_FACTOR, Figure.json(s.capacityFactor()));
            addIf(s.capacityPadding(), Argument.MOE_PAD_EXPERT_INPUT_TO_CAPACITY);
        }
    }

    void recompute() {
        boolean layer = s.recompute().equals(List.of("layer"));
        if (layer) {
            add(Argument.RECOMPUTE_GRANULARITY, "full");
            boolean some = s.recomputeLayers() > 0 && s.recomputeLayers() % s.virtualStages() == 0;
            add(Argument.RECOMPUTE_METHOD, some ? "block" : "uniform");
            add(Argument.RECOMPUTE_NUM_LAYERS, some ? s.recomputeLayers() / s.virtualStages() : 1);
            if (s.recomputeLayers() > 0 && !some) {
                comment("recompute_layers", String.valueOf(s.recomputeLayers()));
            }
            return;
        }
        if (s.recomputeLayers() > 0) {
            comment("recompute_layers", String.valueOf(s.recomputeLayers()));
        }
        List<String> modules = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String word : s.recompute()) {
            boolean twice = modules.contains(word);
            (RecomputeArguments.SHARED.contains(word) && !twice ? modules : others).add(word);
        }
        if (!modules.isEmpty()) {
            add(Argument.RECOMPUTE_GRANULARITY, "selective");
            boolean experts = modules.contains("mlp") && RecomputeArguments.sharesExperts(network);
            add(
                    Argument.RECOMPUTE_MODULES,
                    String.join(" ", modules) + (experts ? " " + RecomputeArguments.SHARED_EXPERTS : ""));
        }
        if (!others.isEmpty()) {
            comment("recompute", String.join(" ", others));
        }
    }

    void kernels() {
        if (!s.flashAttention()) {
            add(Argument.ATTENTION_BACKEND, "unfused");
        }
        if (s.cudaGraphs()) {
            add(Argument.CUDA_GRAPH_IMPL, "local");
        }
        if (s.offload() == Offload.OPTIMIZER && s.zeroStage() > 0) {
            addIf(
                    !lines.contains(Argument.USE_PRECISION_AWARE_OPTIMIZER.written()),
                    Argument.USE_PRECISION_AWARE_OPTIMIZER);
            add(Argument.OPTIMIZER_CPU_OFFLOAD);
        } else if (s.offload() == Offload.ACTIVATIONS) {
            add(Argument.FINE_GRAINED_ACTIVATION_OFFLOADING);
        } else if (s.offload() != Offload.NONE) {
            comment("offload", s.offload().name().toLowerCase(Locale.ROOT));
        }
    }
}
