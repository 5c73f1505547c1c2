package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.MixtureOfExperts;

/** Reads feed-forwards: dense ones, and mixtures of experts on the layers that the config names. */
final class Experts {
    private static final String[] COUNT = {"num_experts", "num_local_experts", "n_routed_experts"};
    private static final String[] TOP_K = {
        "num_experts_per_tok", "top_k_experts", "num_experts_per_token", "experts_per_token"
    };

    private Experts() {}

    /** One feed-forward per layer. */
    static List<FeedForward> read(Config c, int layers, Traits traits) {
        FeedForward routed = traits.has(Trait.EXPERTS) && present(c) ? mixture(c, traits) : null;
        List<Boolean> sparse = routed == null ? List.of() : sparse(c, layers);
        boolean allSparse = routed != null && !sparse.contains(false);
        FeedForward dense = allSparse ? null : dense(c, traits);
        if (allSparse) {
            c.understood("intermediate_size", "mlp_intermediate_size", "shared_moe_mode");
        }
        List<FeedForward> all = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            all.add(routed != null && sparse.get(layer) ? routed : dense);
        }
        return all;
    }

    static Dense dense(Config c, Traits traits) {
        boolean bias = c.flag("mlp_bias", c.flag("use_bias", traits.has(Trait.MLP_BIAS)));
        return new Dense(c.count("intermediate_size"), !traits.has(Trait.PLAIN_MLP), bias);
    }

    private static boolean present(Config c) {
        boolean found = false;
        for (String key : COUNT) {
            found |= c.sizeOr(0, key) > 0;
        }
        return found;
    }

    /** The mixture of a family with the usual key names. */
    static MixtureOfExperts mixture(Config c, Traits traits) {
        return mixture(c, traits, 0);
    }

    /** The same with routed experts that work in a latent width; 0 if in the full one. */
    static MixtureOfExperts mixture(Config c, Traits traits, int latent) {
        int experts = c.count(COUNT);
        int topK = c.count(TOP_K);
        c.understood(TOP_K);
        int width =
                traits.has(Trait.EXPERT_WIDTH_PLAIN) ? c.count("intermediate_size") : c.count("moe_intermediate_size");
        checkTopK(c, experts, topK);
        boolean routerBias = c.flag("use_routing_bias", traits.has(Trait.ROUTER_BIAS));
        if (c.has("topk_method")) {
            routerBias = c.textOr("", "topk_method").equals("noaux_tc");
        }
        boolean gated = !traits.has(Trait.PLAIN_MLP);
        int shared = sharedWidth(c, width);
        boolean sharedGate = shared > 0 && traits.has(Trait.SHARED_GATE);
        boolean bias = traits.has(Trait.EXPERT_BIAS);
        return new MixtureOfExperts(
                experts, topK, width, gated, bias, routerBias, shared, sharedGate, nodeLimit(c), latent);
    }

    static void checkTopK(Config c, int experts, int topK) {
        if (topK > experts) {
            String key = c.has(TOP_K[0]) ? TOP_K[0] : c.has(TOP_K[1]) ? TOP_K[1] : TOP_K[2];
            throw c.fault(key, "of " + topK + " is above the " + experts + " experts", "the two are swapped.");
        }
    }

    private static int sharedWidth(Config c, int width) {
        int byWidth = c.sizeOr(0, "shared_expert_intermediate_size", "shared_intermediate_size");
        int each = c.sizeOr(width, "moe_shared_expert_intermediate_size");
        int shared = c.sizeOr(0, "n_shared_experts", "num_shared_experts");
        if ((long) each * shared > Integer.MAX_VALUE) {
            throw c.fault("n_shared_experts", "times their width is beyond any network", "a digit is wrong.");
        }
        return Math.max(byWidth, each * shared);
    }

    /** Groups of experts stand for nodes where the balancing is that of DeepSeek-V3 (report, section 2.1.2). */
    private static int nodeLimit(Config c) {
        int groups = c.countOr(1, "n_group", "num_expert_group");
        int limit = c.countOr(1, "topk_group");
        return c.textOr("", "topk_method").equals("noaux_tc") && limit < groups ? limit : 0;
    }

    /** Which layers are mixtures. */
    private static List<Boolean> sparse(Config c, int layers) {
        List<Boolean> sparse = new ArrayList<>();
        if (c.has("mlp_layer_types")) {
            for (String type : c.perLayer("mlp_layer_types", layers)) {
                sparse.add(!type.equals("dense"));
            }
            c.understood("first_k_dense_replace", "moe_layer_freq");
            return sparse;
        }
        int first = c.sizeOr(0, "first_k_dense_replace");
        int step = c.isList("moe_layer_freq") ? 1 : c.countOr(1, "moe_layer_freq", "interleave_moe_layer_step");
        List<String> each = c.isList("moe_layer_freq") ? c.perLayer("moe_layer_freq", layers) : List.of();
        int stride = c.countOr(1, "decoder_sparse_step");
        List<Integer> dense = c.layerNumbers("mlp_only_layers", layers);
        for (int layer = 0; layer < layers; layer++) {
            boolean on = layer >= first && !dense.contains(layer);
            on &= each.isEmpty() ? layer % step == 0 : each.get(layer).equals("1");
            sparse.add(on && (layer + 1) % stride == 0);
        }
        return sparse;
    }
}
