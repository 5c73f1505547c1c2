package org.chokepoint.model.huggingface;

import java.util.Collections;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.AttentionHeads.QueryKeyNorm;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/** MPT: no biases, so a layer norm keeps only its scale; positions are biases in the scores or a learned table. */
record MptFamily() implements Family {
    @Override
    public Network read(Config c) {
        int hidden = c.count("d_model");
        int layers = c.layers("n_layers");
        int heads = c.count("n_heads");
        int expansion = c.countOr(4, "expansion_ratio");
        if ((long) expansion * hidden > Integer.MAX_VALUE) {
            throw c.fault("expansion_ratio", "of " + expansion + " is beyond any network", "a digit is wrong.");
        }
        int width = expansion * hidden;
        boolean bias = !c.flag("no_bias", true);
        Config attention = c.inner("attn_config");
        boolean alibi = attention.flag("alibi", true);
        int keyValueHeads = attention.countOr(heads, "kv_n_heads");
        QueryKeyNorm norm = attention.flag("qk_ln", false) ? QueryKeyNorm.FULL_WIDTH : QueryKeyNorm.NONE;
        attention.understood("attn_type", "attn_impl", "attn_uses_sequence_id", "model_type", "softmax_scale");
        attention.understood("alibi_bias_max", "attn_pdrop", "clip_qkv");
        attention.refuse("prefix_lm", "attention in both directions");
        attention.finish();
        c.understood("resid_pdrop", "embedding_fraction", "norm_type", "ffn_config", "fc_type", "no_embed_norm");
        Heads.checkGroups(attention, heads, keyValueHeads, "kv_n_heads");
        int dim = Heads.evenDim(c, hidden, heads, "d_model");
        AttentionHeads shape =
                new AttentionHeads(heads, keyValueHeads, dim, dim, bias, bias, norm, false, false, false, false);
        Norm kind = bias ? Norm.LAYER : Norm.RMS;
        Block block = new Block(new FullAttention(shape), new Dense(width, false, bias), kind, true, false, false, 1);
        Assembly assembly = Assembly.of(c, hidden, true, kind, Collections.nCopies(layers, block));
        boolean learned = c.flag("learned_pos_emb", true) && !alibi;
        return assembly.learnedPositions(learned ? assembly.maxSequence() : 0).network();
    }
}
