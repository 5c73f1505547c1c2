package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.AttentionHeads.QueryKeyNorm;
import org.chokepoint.model.Block;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.LinearAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/** Qwen3-Next and Qwen3.5: three gated delta nets, then one gated full attention. */
record QwenHybridFamily(Traits traits) implements Family {
    static QwenHybridFamily of(Trait... traits) {
        return new QwenHybridFamily(Traits.of(traits));
    }

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        Mixer full = new FullAttention(heads(c));
        Mixer linear = new LinearAttention(
                LinearAttention.Rule.GATED_DELTA,
                c.count("linear_num_key_heads"),
                c.count("linear_num_value_heads"),
                c.count("linear_key_head_dim"),
                c.count("linear_value_head_dim"),
                c.count("linear_conv_kernel_dim"));
        Heads.checkGroups(
                c, c.count("linear_num_value_heads"), c.count("linear_num_key_heads"), "linear_num_key_heads");
        List<FeedForward> feedForwards = Experts.read(c, layers, traits);
        List<Block> blocks = new ArrayList<>();
        for (boolean isLinear : linear(c, layers)) {
            blocks.add(Block.plain(isLinear ? linear : full, feedForwards.get(blocks.size())));
        }
        return Assembly.of(c, hidden, false, Norm.RMS, blocks)
                .nextToken(Assembly.nextTokenCount(c), Block.plain(full, feedForwards.get(layers - 1)))
                .network();
    }

    private static AttentionHeads heads(Config c) {
        int heads = c.count("num_attention_heads");
        int keyValueHeads = c.count("num_key_value_heads");
        Heads.checkGroups(c, heads, keyValueHeads, "num_key_value_heads");
        int dim = c.count("head_dim");
        boolean bias = c.flag("attention_bias", false);
        boolean gate = c.flag("attn_output_gate", true);
        QueryKeyNorm norm = QueryKeyNorm.PER_HEAD;
        return new AttentionHeads(heads, keyValueHeads, dim, dim, bias, bias, norm, gate, false, false, true);
    }

    private static List<Boolean> linear(Config c, int layers) {
        List<Boolean> linear = new ArrayList<>();
        int interval = c.countOr(4, "full_attention_interval");
        if (!c.has("layer_types")) {
            for (int layer = 0; layer < layers; layer++) {
                linear.add((layer + 1) % interval != 0);
            }
            return linear;
        }
        for (String type : c.perLayer("layer_types", layers)) {
            if (!type.equals("linear_attention") && !type.equals("full_attention")) {
                String what = "has the unknown type '" + type + "'";
                throw c.fault("layer_types", what, "you meant linear_attention or full_attention.");
            }
            linear.add(type.equals("linear_attention"));
        }
        return linear;
    }
}
