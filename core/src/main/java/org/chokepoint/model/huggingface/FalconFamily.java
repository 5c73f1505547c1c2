package org.chokepoint.model.huggingface;

import java.util.Collections;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.AttentionHeads.QueryKeyNorm;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/** Falcon: multi-query (7B) or grouped-query attention (40B, 180B) beside the feed-forward. */
record FalconFamily() implements Family {
    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers", "n_layer");
        int heads = c.count("num_attention_heads", "n_head");
        boolean grouped = c.flag("new_decoder_architecture", false);
        boolean multiQuery = c.flag("multi_query", true);
        int keyValueHeads = grouped ? c.countOr(heads, "num_kv_heads", "n_head_kv") : multiQuery ? 1 : heads;
        c.understood("num_kv_heads", "n_head_kv");
        boolean rotary = !c.flag("alibi", false);
        boolean bias = c.flag("bias", false);
        boolean parallel = c.flag("parallel_attn", true);
        int norms = c.countOr(grouped ? 2 : 1, "num_ln_in_parallel_attn");
        int width = c.countOr(4 * hidden, "ffn_hidden_size");
        Heads.checkGroups(c, heads, keyValueHeads, "num_kv_heads");
        int dim = Heads.evenDim(c, hidden, heads, "hidden_size");
        AttentionHeads shape = new AttentionHeads(
                heads, keyValueHeads, dim, dim, bias, bias, QueryKeyNorm.NONE, false, false, false, rotary);
        boolean oneNorm = parallel && norms == 1;
        Block block =
                new Block(new FullAttention(shape), new Dense(width, false, bias), Norm.LAYER, true, false, oneNorm, 1);
        return Assembly.of(c, hidden, true, Norm.LAYER, Collections.nCopies(layers, block))
                .network();
    }
}
