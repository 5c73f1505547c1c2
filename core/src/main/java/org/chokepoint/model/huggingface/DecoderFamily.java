package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.Block;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.Network;

/** Families with the key names of Llama: grouped-query attention, then a dense feed-forward or experts. */
record DecoderFamily(Reach reach, Traits traits) implements Family {
    static DecoderFamily of(Reach reach, Trait... traits) {
        return new DecoderFamily(reach, Traits.of(traits));
    }

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        checkKinds(c);
        AttentionHeads heads = Heads.read(c, hidden, traits);
        List<Mixer> mixers = reach.mixers(c, layers, heads);
        List<FeedForward> feedForwards = Experts.read(c, layers, traits);
        boolean pre = !traits.has(Trait.ONLY_POST_NORMS);
        boolean post = traits.has(Trait.POST_NORMS) || !pre;
        boolean parallel = traits.has(Trait.PARALLEL);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(new Block(mixers.get(layer), feedForwards.get(layer), traits.norm(), pre, post, parallel, 1));
        }
        return Assembly.of(c, hidden, traits.has(Trait.TIED), traits.norm(), blocks)
                .headBias(c.flag("lm_head_bias", traits.has(Trait.HEAD_BIAS)))
                .nextToken(Assembly.nextTokenCount(c), blocks.get(layers - 1))
                .network();
    }

    /** StarCoder2 names its kinds of norm and feed-forward; other kinds than the family's are another network. */
    private void checkKinds(Config c) {
        String norm = c.textOr("layer_norm", "norm_type");
        if (!norm.equals("layer_norm")) {
            throw c.fault("norm_type", "'" + norm + "' is not modelled for this family", "you meant layer_norm.");
        }
        String mlp = c.textOr("default", "mlp_type");
        if (!mlp.equals("default")) {
            throw c.fault("mlp_type", "'" + mlp + "' is not modelled for this family", "you meant default.");
        }
    }
}
