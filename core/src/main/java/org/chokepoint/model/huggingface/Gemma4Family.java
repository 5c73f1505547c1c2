package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.AttentionHeads.QueryKeyNorm;
import org.chokepoint.model.Block;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;
import org.chokepoint.model.SlidingAttention;

/**
 * Gemma 4: full layers have heads of their own shape, whose keys serve as values; experts stand beside a dense
 * feed-forward, which counts as the shared expert here. Neglected: three more norms a layer beside experts and the
 * router's scales (under 0.01 % of the parameters).
 */
record Gemma4Family() implements Family {
    private static final Traits TRAITS = Traits.of();

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        c.refuse("hidden_size_per_layer_input", "an embedding per layer");
        c.refuse("num_kv_shared_layers", "sharing of keys and values between layers");
        c.refuse("use_double_wide_mlp", "a double-wide feed-forward");
        int heads = c.count("num_attention_heads");
        int keyValueHeads = c.count("num_key_value_heads");
        boolean shared = c.flag("attention_k_eq_v", false);
        int globalKeyValueHeads = shared ? c.countOr(keyValueHeads, "num_global_key_value_heads") : keyValueHeads;
        c.understood("num_global_key_value_heads");
        Heads.checkGroups(c, heads, keyValueHeads, "num_key_value_heads");
        Heads.checkGroups(c, heads, globalKeyValueHeads, "num_global_key_value_heads");
        int window = c.count("sliding_window");
        Mixer local = new SlidingAttention(heads(c, heads, keyValueHeads, c.count("head_dim"), false), window, false);
        int globalDim = c.countOr(512, "global_head_dim");
        Mixer global = new FullAttention(heads(c, heads, globalKeyValueHeads, globalDim, shared));
        FeedForward feedForward = c.flag("enable_moe_block", false) ? experts(c) : Experts.dense(c, TRAITS);
        c.understood("num_experts", "top_k_experts", "moe_intermediate_size");
        List<Block> blocks = new ArrayList<>();
        for (String type : c.perLayer("layer_types", layers)) {
            if (!type.equals("full_attention") && !type.equals("sliding_attention")) {
                String what = "has the unknown type '" + type + "'";
                throw c.fault("layer_types", what, "you meant full_attention or sliding_attention.");
            }
            Mixer mixer = type.equals("full_attention") ? global : local;
            blocks.add(new Block(mixer, feedForward, Norm.RMS, true, true, false, 1));
        }
        return Assembly.of(c, hidden, true, Norm.RMS, blocks).network();
    }

    private static AttentionHeads heads(Config c, int heads, int keyValueHeads, int dim, boolean keyEqualsValue) {
        boolean bias = c.flag("attention_bias", false);
        QueryKeyNorm norm = QueryKeyNorm.PER_HEAD;
        return new AttentionHeads(heads, keyValueHeads, dim, dim, bias, bias, norm, false, keyEqualsValue, false, true);
    }

    private static MixtureOfExperts experts(Config c) {
        int experts = c.count("num_experts");
        int topK = c.count("top_k_experts");
        Experts.checkTopK(c, experts, topK);
        int width = c.count("moe_intermediate_size");
        return new MixtureOfExperts(
                experts, topK, width, true, false, false, c.count("intermediate_size"), false, 0, 0);
    }
}
