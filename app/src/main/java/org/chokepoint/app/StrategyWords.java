package org.chokepoint.app;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the command line says of a field of a strategy.
 *
 * @param key field as files write it
 * @param shortNames further option names, without dashes
 * @param help one line
 */
record StrategyWords(String key, List<String> shortNames, String help) {
    private static final Map<String, StrategyWords> ALL = Stream.of(
                    words("tensor_parallel", "ranks that split heads and widths", "tp"),
                    words("sequence_parallel", "norms and residuals hold 1/TP of the tokens", "sp"),
                    words("pipeline_parallel", "pipeline stages", "pp"),
                    words("virtual_stages", "chunks of layers on each rank (interleaving)", "vpp"),
                    words("stage_layers", "layers of each stage, in order"),
                    words("stage_placement", "which ranks are neighbours"),
                    words("schedule", "pipeline schedule"),
                    words("expert_parallel", "ranks that split the experts", "ep"),
                    words("expert_tensor_parallel", "ranks that split each expert", "etp"),
                    words("context_parallel", "ranks that split each sequence", "cp"),
                    words("context_algorithm", "how they exchange keys and values"),
                    words("zero_stage", "0 none, 1 optimizer, 2 and gradients, 3 and parameters (FSDP)", "zero"),
                    words("zero_group", "ranks over which ZeRO splits; 0 all"),
                    words("micro_batch", "sequences of a micro-batch", "mbs"),
                    words("precision", "operands of the large products"),
                    words("gradient_precision", "format that gradients are summed in"),
                    words("moment_precision", "format of the optimizer's moments"),
                    words("master_weights", "the optimizer keeps FP32 weights"),
                    words("narrow_activations", "inputs of quantised products are kept narrow"),
                    words("recompute", "parts recomputed in the backward: layer, or core_attn, mlp_act, …"),
                    words("recompute_layers", "layers of a stage that recompute; 0 all"),
                    words("offload", "what is kept in host memory"),
                    words("tensor_overlap", "tensor-parallel communication runs beside products"),
                    words("gradient_overlap", "gradients are reduced during the last backward"),
                    words("parameter_overlap", "parameters are gathered during the first forward"),
                    words("expert_overlap", "dispatch and combine run beside another micro-batch"),
                    words("node_deduplication", "a token crosses the network once per domain (DeepEP)"),
                    words("cuda_graphs", "kernels are launched as graphs"),
                    words("flash_attention", "attention avoids the score matrix"),
                    words("flash_kernel", "generation of the kernels that do that: native, flash-2, flash-1"),
                    words("communication_units", "compute units that communication occupies"),
                    words("expert_load", "load of the busiest expert rank over the mean"),
                    words("router", "what balances experts; their loads are then simulated"),
                    words("capacity_factor", "rows over the mean beyond which an expert drops tokens; 0 none"),
                    words("capacity_padding", "buffers of experts are filled up to that capacity"))
            .collect(Collectors.toUnmodifiableMap(StrategyWords::key, words -> words));

    private static StrategyWords words(String key, String help, String... shortNames) {
        return new StrategyWords(key, List.of(shortNames), help);
    }

    /** Words for a field; a field without an entry gets its name. */
    static StrategyWords of(String key) {
        return ALL.getOrDefault(key, words(key, key.replace('_', ' ')));
    }

    /** Whether a field has an entry. */
    static boolean knows(String key) {
        return ALL.containsKey(key);
    }
}
