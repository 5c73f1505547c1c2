package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.Block;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.IndexedSparseAttention;
import org.chokepoint.model.LatentAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/** DeepSeek-V2 and its descendants: latent attention (MLA), with an indexer if its keys are there, then experts. */
record LatentFamily(Traits traits) implements Family {
    static LatentFamily of(Trait... traits) {
        return new LatentFamily(Traits.of(traits));
    }

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        LatentAttention base = attention(c);
        List<FeedForward> feedForwards = Experts.read(c, layers, traits);
        boolean indexed = c.has("index_topk");
        List<Boolean> scored = indexed ? indexers(c, layers) : List.of();
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            Mixer mixer = indexed ? sparse(c, base, scored.get(layer)) : base;
            blocks.add(Block.plain(mixer, feedForwards.get(layer)));
        }
        // a prediction module scores tokens itself, also where layers share their picks
        Block predictor = Block.plain(indexed ? sparse(c, base, true) : base, feedForwards.get(layers - 1));
        return Assembly.of(c, hidden, false, Norm.RMS, blocks)
                .nextToken(Assembly.nextTokenCount(c), predictor)
                .network();
    }

    static LatentAttention attention(Config c) {
        int heads = c.count("num_attention_heads");
        int nope = c.count("qk_nope_head_dim");
        int rope = c.count("qk_rope_head_dim");
        if (c.has("qk_head_dim") && c.count("qk_head_dim") != nope + rope) {
            String what = "is not the sum of qk_nope_head_dim and qk_rope_head_dim, " + (nope + rope);
            throw c.fault("qk_head_dim", what, "one of the three is wrong.");
        }
        // every head has its own key and value, whatever these say
        c.understood("num_key_value_heads", "head_dim");
        int queryRank = c.sizeOr(0, "q_lora_rank");
        boolean bias = c.flag("attention_bias", false);
        return new LatentAttention(heads, queryRank, c.count("kv_lora_rank"), nope, rope, c.count("v_head_dim"), bias);
    }

    private static IndexedSparseAttention sparse(Config c, LatentAttention base, boolean scored) {
        int heads = c.count("index_n_heads");
        int dim = c.count("index_head_dim");
        return new IndexedSparseAttention(base, scored ? heads : 0, dim, c.count("index_topk"));
    }

    /** Layers with an indexer of their own; the others use the picks of the layer before (GLM-5.2). */
    private static List<Boolean> indexers(Config c, int layers) {
        int every = c.countOr(1, "index_topk_freq");
        c.refuse("index_topk_pattern", "a pattern of indexers");
        c.understood("index_skip_topk_offset", "index_share_for_mtp_iteration");
        List<String> types = c.has("indexer_types") ? c.perLayer("indexer_types", layers) : List.of();
        List<Boolean> scored = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            boolean full = Math.max(layer - 1, 0) % every == 0;
            scored.add(types.isEmpty() ? full : types.get(layer).equals("full"));
        }
        return scored;
    }
}
