package org.chokepoint.training.megatron;

import java.util.List;
import java.util.Optional;

/** Attention kernels, CUDA graphs, offload. */
final class KernelArguments {
    private static final List<String> BACKENDS = List.of("flash", "fused", "unfused", "local", "auto");
    private static final List<String> GRAPHS = List.of("none", "local", "transformer_engine");
    private static final List<String> IMPLEMENTATIONS = List.of("local", "transformer_engine", "inference_optimized");

    private KernelArguments() {}

    static void read(Arguments a, Choices choices) {
        attention(a, choices);
        graphs(a, choices);
        offload(a, choices);
    }

    private static void attention(Arguments a, Choices choices) {
        Optional<Given> flash = a.get(Argument.USE_FLASH_ATTN);
        Optional<Given> backend = a.get(Argument.ATTENTION_BACKEND);
        String word = backend.map(given -> given.word(BACKENDS)).orElse("auto");
        boolean scores = word.equals("unfused") || word.equals("local");
        if (scores) {
            a.exclude(Argument.USE_FLASH_ATTN, Argument.ATTENTION_BACKEND);
        }
        Optional<Given> plain = a.get(Argument.TRANSFORMER_IMPL)
                .filter(given -> given.word(IMPLEMENTATIONS).equals("local"))
                .or(() -> a.first(Argument.USE_LEGACY_MODELS, Argument.DEEPSPEED, Argument.ZERO_STAGE));
        Optional<Given> from = flash.or(() -> backend).or(() -> plain);
        boolean on = flash.isPresent() || (backend.isPresent() ? !scores : plain.isEmpty());
        choices.set("flash_attention", from, on);
    }

    private static void graphs(Arguments a, Choices choices) {
        a.exclude(Argument.ENABLE_CUDA_GRAPH, Argument.EXTERNAL_CUDA_GRAPH);
        Optional<Given> implementation = a.get(Argument.CUDA_GRAPH_IMPL);
        boolean on =
                !implementation.map(given -> given.word(GRAPHS)).orElse("none").equals("none");
        if (on) {
            a.exclude(Argument.CUDA_GRAPH_IMPL, Argument.ENABLE_CUDA_GRAPH);
            a.exclude(Argument.CUDA_GRAPH_IMPL, Argument.EXTERNAL_CUDA_GRAPH);
        }
        Optional<Given> old = a.first(Argument.ENABLE_CUDA_GRAPH, Argument.EXTERNAL_CUDA_GRAPH);
        choices.set("cuda_graphs", old.or(() -> implementation), on || old.isPresent());
    }

    private static void offload(Arguments a, Choices choices) {
        Optional<Given> layers = a.get(Argument.CPU_OFFLOADING_NUM_LAYERS).filter(given -> given.whole() > 0);
        Optional<Given> activations =
                layers.or(() -> a.first(Argument.FINE_GRAINED_ACTIVATION_OFFLOADING, Argument.CHECKPOINT_IN_CPU));
        Optional<Given> optimizer = a.first(Argument.OPTIMIZER_CPU_OFFLOAD, Argument.CPU_OPTIMIZER);
        if (activations.isPresent() && optimizer.isPresent()) {
            throw optimizer
                    .get()
                    .fault("offload of activations and of the optimizer can't be expressed together.", "drop one.");
        }
        String word = activations.isPresent() ? "activations" : optimizer.isPresent() ? "optimizer" : "none";
        choices.set("offload", activations.or(() -> optimizer), word);
    }
}
