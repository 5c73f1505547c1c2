package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.Network;
import org.chokepoint.model.NoFeedForward;
import org.chokepoint.model.NoMixer;
import org.chokepoint.model.Norm;

/** Llama pruned by neural architecture search (DeciLM, Nemotron Super and Ultra): every layer has widths of its own. */
record NemotronPrunedFamily() implements Family {
    /** Inner widths are rounded up to a multiple of this (DeciLM modeling code). */
    private static final int MULTIPLE = 256;

    private static final int MOST_MULTIPLIER = 30;

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        int layers = c.layers("num_hidden_layers");
        int heads = c.count("num_attention_heads");
        int dim = Heads.headDim(c, hidden, heads, Traits.of());
        c.understood("intermediate_size", "num_key_value_heads");
        boolean bias = c.flag("attention_bias", false);
        boolean mlpBias = c.flag("mlp_bias", false);
        List<Config> configs = c.mappings("block_configs");
        if (configs.size() != layers) {
            String what = "has " + configs.size() + " entries for " + layers + " layers";
            throw c.fault("block_configs", what, "an entry is missing.");
        }
        List<Block> blocks = new ArrayList<>();
        for (Config block : configs) {
            blocks.add(Block.plain(
                    mixer(block.inner("attention"), heads, dim, bias),
                    feedForward(block.inner("ffn"), hidden, mlpBias)));
        }
        return Assembly.of(c, hidden, false, Norm.RMS, blocks).network();
    }

    private static Mixer mixer(Config a, int heads, int dim, boolean bias) {
        a.refuse("replace_with_linear", "a linear layer for attention");
        a.refuse("sparsify", "sparsified attention");
        a.refuse("num_sink_tokens", "attention to sink tokens");
        a.refuse("window_length", "windowed attention");
        a.understood("n_heads_in_group", "unshifted_sink", "use_prefill_window_in_sink_attention");
        if (a.flag("no_op", false)) {
            a.finish();
            return new NoMixer();
        }
        int group = a.count("n_heads_in_group");
        Heads.checkGroups(a, heads, group, "n_heads_in_group");
        a.finish();
        AttentionHeads.QueryKeyNorm none = AttentionHeads.QueryKeyNorm.NONE;
        return new FullAttention(
                new AttentionHeads(heads, heads / group, dim, dim, bias, bias, none, false, false, false, true));
    }

    private static FeedForward feedForward(Config f, int hidden, boolean bias) {
        f.refuse("replace_with_linear", "a linear layer for the feed-forward");
        f.refuse("sparsify", "a sparsified feed-forward");
        f.refuse("moe", "a mixture of experts in this family");
        f.understood("ffn_mult", "intermediate_size", "gated", "hidden_act");
        if (f.flag("no_op", false)) {
            f.finish();
            return new NoFeedForward();
        }
        int width = f.has("ffn_mult") ? width(f, hidden) : f.count("intermediate_size");
        f.finish();
        return new Dense(width, true, bias);
    }

    private static int width(Config f, int hidden) {
        double multiplier = f.numberOr(1, "ffn_mult");
        if (multiplier > MOST_MULTIPLIER) {
            throw f.fault("ffn_mult", "is above " + MOST_MULTIPLIER, "a decimal point is misplaced.");
        }
        int raw = (int) (2 * multiplier * hidden / 3);
        return (raw + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }
}
