package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.AttentionHeads.QueryKeyNorm;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;
import org.chokepoint.model.SlidingAttention;

/** Llama 4: chunked attention with a full layer without positions every fourth, experts in every or every second layer. */
record Llama4Family() implements Family {
    /** Every n-th layer is full where the config has no list (Llama4TextConfig). */
    private static final int FULL_EVERY = 4;

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        int heads = c.count("num_attention_heads");
        int keyValueHeads = c.count("num_key_value_heads");
        Heads.checkGroups(c, heads, keyValueHeads, "num_key_value_heads");
        int dim = Heads.headDim(c, hidden, heads, Traits.of());
        boolean bias = c.flag("attention_bias", false);
        QueryKeyNorm norm = c.flag("use_qk_norm", true) ? QueryKeyNorm.PLAIN : QueryKeyNorm.NONE;
        AttentionHeads rotated =
                new AttentionHeads(heads, keyValueHeads, dim, dim, bias, bias, norm, false, false, false, true);
        AttentionHeads bare = new AttentionHeads(
                heads, keyValueHeads, dim, dim, bias, bias, QueryKeyNorm.NONE, false, false, false, false);
        Mixer chunked = new SlidingAttention(rotated, c.countOr(8192, "attention_chunk_size"), true);
        Mixer full = new FullAttention(bare);
        MixtureOfExperts experts = experts(c);
        int step = c.countOr(1, "interleave_moe_layer_step");
        List<Integer> routed = c.layerNumbers("moe_layers", layers);
        FeedForward dense =
                step > 1 || !routed.isEmpty() ? new Dense(c.count("intermediate_size_mlp"), true, false) : null;
        c.understood("intermediate_size_mlp");
        List<Block> blocks = new ArrayList<>();
        for (boolean isFull : full(c, layers)) {
            int layer = blocks.size();
            boolean sparse = routed.isEmpty() ? (layer + 1) % step == 0 : routed.contains(layer);
            blocks.add(Block.plain(isFull ? full : chunked, sparse ? experts : dense));
        }
        return Assembly.of(c, hidden, false, Norm.RMS, blocks).network();
    }

    private static MixtureOfExperts experts(Config c) {
        int width = c.count("intermediate_size");
        int experts = c.count("num_local_experts");
        int topK = c.count("num_experts_per_tok");
        Experts.checkTopK(c, experts, topK);
        return new MixtureOfExperts(experts, topK, width, true, false, false, width, false, 0, 0);
    }

    private static List<Boolean> full(Config c, int layers) {
        List<Boolean> full = new ArrayList<>();
        int every = c.countOr(FULL_EVERY, "no_rope_layer_interval");
        boolean listed = c.has("no_rope_layers") && !c.indices("no_rope_layers").isEmpty();
        List<String> rotated = listed ? c.perLayer("no_rope_layers", layers) : List.of();
        c.understood("layer_types");
        for (int layer = 0; layer < layers; layer++) {
            full.add(listed ? rotated.get(layer).equals("0") : (layer + 1) % every == 0);
        }
        return full;
    }
}
