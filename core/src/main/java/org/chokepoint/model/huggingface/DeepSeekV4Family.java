package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.Block;
import org.chokepoint.model.CompressedAttention;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/** DeepSeek-V4: compressed attention, experts in every layer, hyper-connections. */
record DeepSeekV4Family() implements Family {
    private static final Traits TRAITS = Traits.of(Trait.EXPERTS);

    /** Layers compressed this much pick their keys with an indexer; those compressed more read all. */
    private static final int INDEXED_RATIO = 4;

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        int streams = c.countOr(1, "hc_mult");
        int nextToken = c.sizeOr(0, "num_nextn_predict_layers");
        if (c.count("num_key_value_heads") != 1) {
            throw c.fault(
                    "num_key_value_heads", "must be 1: one vector serves all heads", "the model_type is another.");
        }
        c.refuse("attention_bias", "a bias in this attention");
        c.understood("qk_rope_head_dim", "compress_rates", "first_k_dense_replace", "n_group", "topk_group");
        c.understood("qk_nope_head_dim", "v_head_dim", "intermediate_size", "moe_layer_freq", "mlp_layer_types");
        MixtureOfExperts experts = Experts.mixture(c, TRAITS);
        int hashed = c.sizeOr(0, "num_hash_layers");
        MixtureOfExperts hashedExperts = withoutRouterBias(experts);
        List<Integer> ratios = ratios(c, layers, nextToken);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(block(c, ratios.get(layer), layer < hashed ? hashedExperts : experts, streams));
        }
        int last = ratios.size() > layers ? ratios.get(layers) : 0;
        return Assembly.of(c, hidden, false, Norm.RMS, blocks)
                .nextToken(nextToken, block(c, last, experts, streams))
                .network();
    }

    private static Block block(Config c, int ratio, MixtureOfExperts experts, int streams) {
        boolean indexed = ratio == INDEXED_RATIO;
        CompressedAttention attention = new CompressedAttention(
                c.count("num_attention_heads"),
                c.count("head_dim"),
                c.count("q_lora_rank"),
                c.count("o_groups"),
                c.count("o_lora_rank"),
                c.count("sliding_window"),
                ratio,
                indexed ? c.count("index_n_heads") : 0,
                indexed ? c.count("index_head_dim") : 0,
                indexed ? c.count("index_topk") : 0);
        return new Block(attention, experts, Norm.RMS, true, false, false, streams);
    }

    /** Layers that pick experts by a table of token types have no balancing bias. */
    private static MixtureOfExperts withoutRouterBias(MixtureOfExperts m) {
        return new MixtureOfExperts(
                m.experts(),
                m.topK(),
                m.width(),
                m.gated(),
                m.bias(),
                false,
                m.sharedWidth(),
                m.sharedGate(),
                m.nodeLimit(),
                m.latent());
    }

    private static List<Integer> ratios(Config c, int layers, int nextToken) {
        if (c.has("compress_ratios")) {
            List<Integer> ratios = c.indices("compress_ratios");
            if (ratios.size() != layers && ratios.size() != layers + nextToken) {
                String what = "has " + ratios.size() + " entries for " + layers + " layers and " + nextToken
                        + " prediction modules";
                throw c.fault("compress_ratios", what, "an entry is missing.");
            }
            return ratios;
        }
        List<Integer> ratios = new ArrayList<>();
        for (String type : c.perLayer("layer_types", layers)) {
            switch (type) {
                case "sliding_attention":
                    ratios.add(0);
                    break;
                case "compressed_sparse_attention":
                    ratios.add(c.inner("compress_rates").count(type));
                    break;
                case "heavily_compressed_attention":
                    ratios.add(c.inner("compress_rates").count(type));
                    break;
                default:
                    throw c.fault("layer_types", "has the unknown type '" + type + "'", "a letter is wrong.");
            }
        }
        return ratios;
    }
}
