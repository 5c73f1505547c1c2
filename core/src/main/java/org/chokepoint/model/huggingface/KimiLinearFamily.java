package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.Block;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.LatentAttention;
import org.chokepoint.model.LinearAttention;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/** Kimi Linear: Kimi delta attention with latent attention in every fourth layer, then experts. */
record KimiLinearFamily() implements Family {
    private static final Traits TRAITS = Traits.of(Trait.EXPERTS, Trait.ROUTER_BIAS);

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        LatentAttention full = LatentFamily.attention(c);
        Config linear = c.inner("linear_attn_config");
        int heads = linear.count("num_heads");
        int dim = linear.count("head_dim");
        int taps = linear.count("short_conv_kernel_size");
        LinearAttention delta = new LinearAttention(LinearAttention.Rule.KIMI_DELTA, heads, heads, dim, dim, taps);
        // layers are numbered from 1
        List<Integer> fullLayers = linear.indices("full_attn_layers");
        List<Integer> deltaLayers = linear.indices("kda_layers");
        List<FeedForward> feedForwards = Experts.read(c, layers, TRAITS);
        c.understood("num_expert_group", "use_qk_norm");
        List<Block> blocks = new ArrayList<>();
        for (int layer = 1; layer <= layers; layer++) {
            if (fullLayers.contains(layer) == deltaLayers.contains(layer)) {
                String what = "must name layer " + layer + " in either full_attn_layers or kda_layers";
                throw c.fault("linear_attn_config", what, "layers are numbered from 1.");
            }
            blocks.add(Block.plain(fullLayers.contains(layer) ? full : delta, feedForwards.get(layer - 1)));
        }
        linear.finish();
        return Assembly.of(c, hidden, false, Norm.RMS, blocks)
                .nextToken(Assembly.nextTokenCount(c), blocks.get(layers - 1))
                .network();
    }
}
