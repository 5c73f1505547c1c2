package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chokepoint.training.Cause;

/** What the parts of a step's time and of a chip's memory are, and how they are computed. */
final class Breakdowns {
    private static final String TIME = "step.breakdown.";
    private static final String MEMORY = "memory.breakdown.";
    private static final String KERNELS = "derived in docs/model/kernels.md";
    private static final String TIMELINE = "derived in docs/model/timeline.md";
    private static final String COLLECTIVES = "derived in docs/model/collectives.md";
    private static final String TRANSFER =
            "[launch + hops × latency + t + 2·√(chunk × hops × t)] with t = bytes ÷ " + "(bandwidth × share reached)";
    private static final String BATCHES = "layout.micro_batches";
    private static final String PEAK = "machine.bf16_peak_flops_per_second";
    private static final String NARROW_PEAK = "machine.compute_peak_flops_per_second";
    private static final String BANDWIDTH = "accelerator:memory_bandwidth";
    private static final String STREAMED = "calibration:kernel.memory";
    private static final String FACTOR = "stack:elementwise.value";
    private static final String FLOOR = "calibration:kernel.floor_seconds";
    private static final String LOAD = "strategy.expert_load|layout.routing.over_ranks|operations:expert_load.value";
    private static final String WEIGHTS = "work.parameters";

    private Breakdowns() {}

    /** What is known of a part; empty for any other path. */
    static Optional<Described> of(String path) {
        if (path.startsWith(TIME)) {
            String key = path.substring(TIME.length()).toUpperCase(Locale.ROOT);
            return Optional.of(time(Cause.valueOf(key)));
        }
        return path.startsWith(MEMORY) ? Optional.of(memory(path.substring(MEMORY.length()))) : Optional.empty();
    }

    private static Described time(Cause cause) {
        switch (cause) {
            case MATRIX_PRODUCTS:
                return products("dense matrix products of forward, input gradient and weight gradient");
            case EXPERT_PRODUCTS:
                return products("products of routed experts", LOAD, "calibration:kernel.grouped");
            case ATTENTION:
                return described(
                        "softmax attention cores, forward and backward",
                        "micro-batches × layers × [floor + max(FLOP ÷ (BF16 peak × share reached), bytes ÷ "
                                + "(bandwidth × share reached))]",
                        KERNELS,
                        BATCHES,
                        PEAK,
                        "calibration:kernel.attention_forward",
                        "calibration:kernel.attention_backward",
                        "strategy.flash_attention",
                        "layout.sequence_length",
                        FLOOR);
            case SCANS:
                return described(
                        "scans of linear attention and state-space layers",
                        "micro-batches × layers × [floor + max(FLOP ÷ (peak × share reached), bytes × "
                                + "elementwise factor ÷ (bandwidth × share reached))]",
                        KERNELS,
                        BATCHES,
                        PEAK,
                        "calibration:kernel.scan",
                        BANDWIDTH,
                        STREAMED,
                        FACTOR,
                        FLOOR);
            case MEMORY_BOUND:
                return described(
                        "norms, activations, rotations, residuals, permutations, loss",
                        "micro-batches × Σ over operators of [floor + bytes × elementwise factor ÷ (bandwidth × "
                                + "share reached)]",
                        KERNELS,
                        BATCHES,
                        BANDWIDTH,
                        STREAMED,
                        FACTOR,
                        FLOOR);
            case CASTS:
                return described(
                        "casts, transposes and block scales of narrow operands",
                        "micro-batches × Σ over casts of [floor + bytes ÷ (bandwidth × share reached)]",
                        KERNELS,
                        BATCHES,
                        "strategy.precision",
                        BANDWIDTH,
                        "calibration:kernel.cast",
                        FLOOR);
            case RECOMPUTE:
                return described(
                        "forward work repeated in the backward",
                        "micro-batches × forward seconds of the parts recomputed",
                        KERNELS,
                        BATCHES,
                        "strategy.recompute",
                        "strategy.recompute_layers",
                        BANDWIDTH,
                        STREAMED,
                        PEAK);
            case HOST:
                return described(
                        "chips that wait for the host to issue kernels",
                        "Σ over turns of the busiest stage, and of those that it waits for, of what the host holds them up: "
                                + "it issues turn after turn, operators × host time each",
                        TIMELINE,
                        BATCHES,
                        "stack:host_seconds.value",
                        "strategy.cuda_graphs");
            default:
                return communication(cause);
        }
    }

    private static Described communication(Cause cause) {
        switch (cause) {
            case TENSOR_COMMUNICATION:
                return collective(
                        "exposed tensor-parallel communication",
                        "micro-batches × Σ over collectives of " + TRANSFER
                                + "; overlapped, of each a quarter, or what three quarters of the product next to it don't hide",
                        "strategy.tensor_parallel",
                        "strategy.tensor_overlap");
            case CONTEXT_COMMUNICATION:
                return collective(
                        "exposed context-parallel communication",
                        "micro-batches × layers × max(one block's transfer, transfers − attention beside them); of "
                                + "all-gather and ulysses the whole transfers",
                        "strategy.context_parallel",
                        "strategy.context_algorithm");
            case EXPERT_COMMUNICATION:
                return collective(
                        "exposed dispatch and combine",
                        "micro-batches × layers × load × " + TRANSFER
                                + ", the larger of that over the network and over the links; in pairs, what the other "
                                + "micro-batch's compute beside each leaves of it",
                        "strategy.expert_parallel",
                        "strategy.expert_overlap",
                        "strategy.node_deduplication",
                        "calibration:fabric.all_to_all",
                        LOAD);
            case PIPELINE_COMMUNICATION:
                return collective(
                        "sends between stages that nothing hides",
                        "Σ over sends that the busiest stage waits for of " + TRANSFER + " and of waiting for the link",
                        "strategy.pipeline_parallel",
                        BATCHES);
            case PIPELINE_BUBBLE:
                return described(
                        "what others run while the busiest stage waits: filling, draining, uneven stages",
                        "waiting of the busiest stage for others − sends, host and data-parallel communication of theirs",
                        TIMELINE,
                        "strategy.schedule",
                        "strategy.pipeline_parallel",
                        "strategy.virtual_stages",
                        "step.micro_batch_seconds");
            case DATA_COMMUNICATION:
                return collective(
                        "gradient reduction and parameter gathering that compute does not hide",
                        "on the busiest stage, what the last backward leaves of the reduction + what the first forward leaves "
                                + "of the gathering, each " + TRANSFER
                                + " where bytes are (ranks − 1)/ranks of the tensor",
                        "layout.data_parallel",
                        "layout.expert_data_parallel",
                        "strategy.zero_stage",
                        "strategy.gradient_overlap",
                        "strategy.parameter_overlap",
                        "strategy.gradient_precision",
                        WEIGHTS);
            case OFFLOAD:
                return described(
                        "copies of activations to host memory and back that compute does not hide",
                        "micro-batches × Σ over layers, out and back, of max(0, bytes kept ÷ host link − compute of the layer)",
                        "derived in docs/model/step.md",
                        BATCHES,
                        "strategy.offload",
                        "cluster:host_link");
            default:
                return described(
                        "optimizer update",
                        "bytes of gradients, master weights, moments and parameters that a rank owns ÷ "
                                + "(bandwidth × share reached); offloaded, the same ÷ host memory's bandwidth + gradients and "
                                + "parameters ÷ host link",
                        "",
                        WEIGHTS,
                        "strategy.zero_stage",
                        "strategy.offload",
                        "strategy.master_weights",
                        "strategy.moment_precision",
                        "cluster:host_link",
                        "cluster:host_memory_bandwidth",
                        BANDWIDTH,
                        STREAMED);
        }
    }

    private static Described products(String meaning, String... more) {
        List<String> from = new ArrayList<>(List.of(
                BATCHES,
                NARROW_PEAK,
                PEAK,
                "accelerator:compute_units",
                "strategy.communication_units",
                "calibration:kernel.wide",
                "calibration:kernel.narrow",
                "calibration:kernel.weight_gradient_wide",
                "calibration:kernel.weight_gradient_narrow",
                "calibration:kernel.ramp_bytes",
                "calibration:kernel.beside",
                "calibration:power.joules_per_flop",
                "accelerator:power",
                FLOOR));
        from.addAll(List.of(more));
        String formula = "micro-batches × Σ over products of [floor + max(FLOP ÷ (peak × share reached × part of "
                + "the tiles in use × k/(k + ramp)), energy ÷ (design power − idle), bytes ÷ (bandwidth × share reached))]";
        return new Described(meaning, formula, from, KERNELS);
    }

    private static Described collective(String meaning, String formula, String... own) {
        List<String> from = new ArrayList<>(List.of(own));
        from.addAll(List.of(
                "accelerator:scale_up",
                "calibration:fabric.scale_up",
                "calibration:fabric.scale_up_latency_seconds",
                "cluster:scale_up.domain",
                "cluster:scale_out",
                "calibration:fabric.scale_out",
                "calibration:fabric.scale_out_latency_seconds",
                "calibration:fabric.launch_seconds",
                "calibration:fabric.chunk_seconds"));
        return new Described(meaning, formula, from, COLLECTIVES);
    }

    private static Described memory(String use) {
        switch (use) {
            case "weights":
                return described(
                        "parameters in the formats that products read",
                        "parameters on the rank × (2 bytes of BF16 + those of a narrow copy); ZeRO 3 divides by "
                                + "the ranks",
                        "",
                        WEIGHTS,
                        "layout.stage_layers",
                        "strategy.tensor_parallel",
                        "strategy.expert_parallel",
                        "strategy.precision",
                        "strategy.zero_stage");
            case "gradients":
                return described(
                        "gradient buffers",
                        "parameters on the rank × bytes of a gradient; ZeRO 2 and 3 divide by the ranks",
                        "",
                        WEIGHTS,
                        "layout.stage_layers",
                        "strategy.gradient_precision",
                        "strategy.zero_stage");
            case "optimizer":
                return described(
                        "master weights and the optimizer's moments",
                        "parameters on the rank × (4 bytes of master weights + 2 moments); ZeRO divides by the ranks",
                        "",
                        WEIGHTS,
                        "strategy.master_weights",
                        "strategy.moment_precision",
                        "strategy.zero_stage",
                        "layout.data_parallel",
                        "layout.expert_data_parallel");
            case "activations":
                return described(
                        "what micro-batches in flight keep for their backward",
                        "micro-batches in flight × Σ over the stage's layers of what is kept; 1F1B keeps one for "
                                + "each later stage and its own, ZB-H1 PP, DualPipe PP + 1",
                        "interleaved: Narayanan et al. 2021, section 2.2",
                        "strategy.schedule",
                        "strategy.pipeline_parallel",
                        BATCHES,
                        "layout.stage_layers",
                        "strategy.micro_batch",
                        "layout.sequence_length",
                        "strategy.recompute",
                        "strategy.narrow_activations",
                        "model:config");
            default:
                return described(
                        "the largest tensors that live only inside a layer",
                        "what a recomputed layer needs at once; with ZeRO 3 also a gathered layer, its gradients and, "
                                + "with parameter_overlap, the next one",
                        "",
                        "strategy.recompute",
                        "strategy.parameter_overlap",
                        "strategy.zero_stage",
                        "strategy.micro_batch",
                        "layout.sequence_length",
                        "model:config");
        }
    }

    private static Described described(String meaning, String formula, String source, String... from) {
        return new Described(meaning, formula, List.of(from), source);
    }
}
