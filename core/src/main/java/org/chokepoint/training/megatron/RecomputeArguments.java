package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;

/** What is recomputed in the backward. */
final class RecomputeArguments {
    /** Parts of a layer that {@code --recompute-modules} can name and {@link org.chokepoint.model.Module} has, too. */
    static final List<String> SHARED = List.of("core_attn", "moe_act", "layernorm", "mla_up_proj", "mlp", "moe");

    static final String SHARED_EXPERTS = "shared_experts";

    private static final List<String> METHODS = List.of("uniform", "block");

    private final Arguments a;
    private final Network network;
    private final Choices choices;

    private RecomputeArguments(Arguments a, Network network, Choices choices) {
        this.a = a;
        this.network = network;
        this.choices = choices;
    }

    static void read(Arguments a, Network network, Choices choices) {
        for (Argument old : List.of(Argument.CHECKPOINT_ACTIVATIONS, Argument.ACTIVATIONS_CHECKPOINT_METHOD)) {
            a.exclude(old, Argument.RECOMPUTE_GRANULARITY);
            a.exclude(old, Argument.RECOMPUTE_ACTIVATIONS);
        }
        new RecomputeArguments(a, network, choices).read();
    }

    private void read() {
        Optional<Given> granularity = a.get(Argument.RECOMPUTE_GRANULARITY);
        String word = granularity
                .map(given -> given.word(List.of("full", "selective")))
                .orElse("");
        Optional<Given> old = a.first(Argument.CHECKPOINT_ACTIVATIONS, Argument.ACTIVATIONS_CHECKPOINT_METHOD);
        if (word.equals("full")) {
            a.exclude(Argument.RECOMPUTE_GRANULARITY, Argument.RECOMPUTE_ACTIVATIONS);
            if (!a.has(Argument.RECOMPUTE_METHOD)) {
                String what = "--recompute-granularity full needs --recompute-method.";
                throw granularity.get().fault(what, "add --recompute-method uniform.");
            }
            full(granularity.get());
        } else if (old.isPresent()) {
            full(old.get());
        } else if (word.equals("selective") || a.has(Argument.RECOMPUTE_ACTIVATIONS)) {
            selective();
        } else if (a.has(Argument.MOE_LAYER_RECOMPUTE)) {
            choices.setList("recompute", a.get(Argument.MOE_LAYER_RECOMPUTE), List.of("moe"));
        } else {
            a.first(Argument.RECOMPUTE_MODULES, Argument.RECOMPUTE_METHOD, Argument.RECOMPUTE_NUM_LAYERS)
                    .ifPresent(given -> choices.note(
                            given.argument().written() + " has no effect without --recompute-granularity"));
        }
    }

    private void full(Given from) {
        choices.setList("recompute", Optional.of(from), List.of("layer"));
        Optional<Given> method = a.first(Argument.RECOMPUTE_METHOD, Argument.ACTIVATIONS_CHECKPOINT_METHOD);
        Optional<Given> layers = a.get(Argument.RECOMPUTE_NUM_LAYERS);
        if (method.isEmpty() || method.get().word(METHODS).equals("uniform")) {
            int unit = layers.map(Given::whole).orElse(1);
            if (unit > 1) {
                choices.note("units of " + unit + " layers are recomputed; what is kept is computed for single layers");
            }
            return;
        }
        if (layers.isEmpty() || layers.get().whole() == 0) {
            String what = method.get().shown() + " needs a number of layers.";
            throw method.get().fault(what, "add --recompute-num-layers.");
        }
        int chunks = Integer.parseInt(choices.fields().get("virtual_stages").text());
        choices.set("recompute_layers", layers, (long) layers.get().whole() * chunks);
    }

    private void selective() {
        a.exclude(Argument.RECOMPUTE_GRANULARITY, Argument.RECOMPUTE_METHOD);
        a.exclude(Argument.RECOMPUTE_GRANULARITY, Argument.RECOMPUTE_NUM_LAYERS);
        Optional<Given> modules = a.get(Argument.RECOMPUTE_MODULES);
        List<String> words = modules.map(Given::texts).orElse(List.of("core_attn"));
        List<String> known = new ArrayList<>(SHARED);
        known.add(SHARED_EXPERTS);
        for (String word : words) {
            if (!known.contains(word)) {
                throw modules.orElseThrow()
                        .fault("--recompute-modules has no '" + word + "'.", Nearest.remedy(word, known));
            }
        }
        List<String> parts = new ArrayList<>();
        for (String word : words) {
            String part = word.equals(SHARED_EXPERTS) ? "mlp" : word;
            if (!parts.contains(part)) {
                parts.add(part);
            }
        }
        if (sharesExperts(network) && words.contains("mlp") != words.contains(SHARED_EXPERTS)) {
            choices.note("dense feed-forwards and shared experts are recomputed together here, in the file only one");
        }
        Optional<Given> from =
                modules.or(() -> a.first(Argument.RECOMPUTE_GRANULARITY, Argument.RECOMPUTE_ACTIVATIONS));
        choices.setList("recompute", from, parts);
    }

    /** Whether a network has shared experts. */
    static boolean sharesExperts(Network network) {
        return network.blocks().stream()
                .anyMatch(block -> block.feedForward() instanceof MixtureOfExperts moe && moe.sharedWidth() > 0);
    }
}
