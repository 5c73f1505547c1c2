package org.chokepoint.model.huggingface;

import java.util.Collections;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.AttentionHeads.QueryKeyNorm;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/**
 * GPT-2 and the families shaped like it: multi-head attention, layer norms, two feed-forward matrices, biases everywhere.
 * A block with two norms whose parts are summed together (GPT-NeoX) is described as one after the other: the same work.
 *
 * @param tied whether the head shares the embedding by default
 * @param learnedPositions whether positions are a learned table
 * @param extraPositions rows of that table beyond the longest sequence
 * @param embeddingNorm whether the embedding has a norm
 */
record EarlyFamily(boolean tied, boolean learnedPositions, int extraPositions, boolean embeddingNorm)
        implements Family {
    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size", "n_embd", "n_embed");
        int layers = c.layers("num_hidden_layers", "n_layer");
        int heads = c.count("num_attention_heads", "n_head");
        int dim = Heads.evenDim(
                c, hidden, heads, c.has("n_embd") ? "n_embd" : c.has("n_embed") ? "n_embed" : "hidden_size");
        int width = c.countOr(4 * hidden, "ffn_dim", "intermediate_size", "n_inner");
        boolean bias = c.flag("attention_bias", true);
        int keyValueHeads = c.flag("multi_query", false) ? 1 : heads;
        refuseVariants(c, hidden);
        AttentionHeads shape = new AttentionHeads(
                heads, keyValueHeads, dim, dim, bias, bias, QueryKeyNorm.NONE, false, false, false, !learnedPositions);
        Block block =
                new Block(new FullAttention(shape), new Dense(width, false, true), Norm.LAYER, true, false, false, 1);
        List<Block> blocks = Collections.nCopies(layers, block);
        Assembly assembly = Assembly.of(c, hidden, tied, Norm.LAYER, blocks).embeddingNorm(embeddingNorm);
        long rows = learnedPositions ? assembly.maxSequence() + extraPositions : 0;
        return assembly.learnedPositions(rows).network();
    }

    private static void refuseVariants(Config c, int hidden) {
        c.understood("use_parallel_residual", "offset_alibi", "skip_bias_add", "skip_bias_add_qkv", "unk_token_id");
        c.refuse("_remove_final_layer_norm", "a network without its last norm");
        if (!c.flag("do_layer_norm_before", true)) {
            throw c.fault(
                    "do_layer_norm_before",
                    "is false, but norms behind the parts are not modelled here",
                    "use another size.");
        }
        if (c.countOr(hidden, "word_embed_proj_dim") != hidden) {
            throw c.fault(
                    "word_embed_proj_dim", "differs from the hidden size, which is not modelled", "use another size.");
        }
        if (!c.flag("enable_bias", true) || !c.flag("layer_norm_elementwise_affine", true)) {
            throw c.fault(
                    "enable_bias",
                    "or the norms' parameters are switched off, which is not modelled",
                    "use another size.");
        }
    }
}
