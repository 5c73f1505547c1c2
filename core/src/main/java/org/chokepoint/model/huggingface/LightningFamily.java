package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.Block;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.LinearAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/** MiniMax-Text-01 and M1: seven lightning attentions, then one full attention; experts in every layer. */
record LightningFamily() implements Family {
    private static final Traits TRAITS = Traits.of(Trait.EXPERTS, Trait.EXPERT_WIDTH_PLAIN);

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        AttentionHeads heads = Heads.read(c, hidden, TRAITS);
        Mixer full = new FullAttention(heads);
        int count = heads.queryHeads();
        int dim = heads.keyDim();
        Mixer linear = new LinearAttention(LinearAttention.Rule.LIGHTNING, count, count, dim, dim, 0);
        List<FeedForward> feedForwards = Experts.read(c, layers, TRAITS);
        // a norm is applied to the residual itself instead of a copy: the same work
        c.understood("postnorm", "shared_moe_mode", "block_size");
        List<Block> blocks = new ArrayList<>();
        for (boolean isFull : full(c, layers)) {
            blocks.add(Block.plain(isFull ? full : linear, feedForwards.get(blocks.size())));
        }
        return Assembly.of(c, hidden, false, Norm.RMS, blocks).network();
    }

    private static List<Boolean> full(Config c, int layers) {
        boolean named = c.has("layer_types");
        String key = named ? "layer_types" : "attn_type_list";
        List<Boolean> full = new ArrayList<>();
        for (String type : c.perLayer(key, layers)) {
            if (!List.of("full_attention", "linear_attention", "0", "1").contains(type)) {
                throw c.fault(key, "has the unknown type '" + type + "'", "you meant 1 (full) or 0 (lightning).");
            }
            full.add(type.equals("full_attention") || type.equals("1"));
        }
        return full;
    }
}
