package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.Network;
import org.chokepoint.model.NoFeedForward;
import org.chokepoint.model.NoMixer;
import org.chokepoint.model.Norm;
import org.chokepoint.model.StateSpace;

/** Nemotron-H and Nemotron 3: each layer is one part, named by a letter of {@code hybrid_override_pattern}. */
record NemotronHybridFamily() implements Family {
    private static final Traits TRAITS = Traits.of(Trait.EXPERTS, Trait.PLAIN_MLP, Trait.ROUTER_BIAS);

    @Override
    public Network read(Config c) {
        int hidden = c.count("hidden_size");
        String pattern = c.textOr("", "hybrid_override_pattern");
        int layers = c.countOr(pattern.length(), "num_hidden_layers");
        if (pattern.length() != layers) {
            String what = "has " + pattern.length() + " letters for " + layers + " layers";
            throw c.fault("hybrid_override_pattern", what, "a letter is missing, or the number of layers is another.");
        }
        c.refuse("sliding_window", "a sliding window in this family");
        c.understood("intermediate_size", "expand", "num_key_value_heads", "mlp_bias", "moe_intermediate_size");
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(block(c, pattern.charAt(layer)));
        }
        c.understood(
                "n_routed_experts",
                "n_shared_experts",
                "num_experts_per_tok",
                "moe_shared_expert_intermediate_size",
                "n_group",
                "topk_group",
                "moe_latent_size");
        int modules = Assembly.nextTokenCount(c);
        Block module = nextToken(c, blocks.get(layers - 1), modules);
        return Assembly.of(c, hidden, false, Norm.RMS, blocks)
                .nextToken(modules, module)
                .network();
    }

    private static Block block(Config c, char part) {
        switch (part) {
            case 'M':
                return Block.plain(mamba(c), new NoFeedForward());
            case '*':
                return Block.plain(attention(c), new NoFeedForward());
            case '-':
                boolean bias = c.flag("mlp_bias", false);
                return Block.plain(new NoMixer(), new Dense(c.count("intermediate_size"), false, bias));
            case 'E':
                return Block.plain(new NoMixer(), Experts.mixture(c, TRAITS, c.sizeOr(0, "moe_latent_size")));
            default:
                String what = "has the unknown letter '" + part + "'";
                String maybe = "you meant M (Mamba-2), * (attention), - (MLP) or E (experts).";
                throw c.fault("hybrid_override_pattern", what, maybe);
        }
    }

    /** The layer of a multi-token prediction module: a mixer and a feed-forward by their letters, or the last layer. */
    private static Block nextToken(Config c, Block last, int modules) {
        String pattern = c.textOr("", "mtp_hybrid_override_pattern");
        if (modules == 0 || pattern.isEmpty()) {
            return last;
        }
        boolean known =
                pattern.length() == 2 && "M*".indexOf(pattern.charAt(0)) >= 0 && "-E".indexOf(pattern.charAt(1)) >= 0;
        if (!known) {
            String what = "'" + pattern + "' is not modelled";
            throw c.fault("mtp_hybrid_override_pattern", what, "you meant *E: one mixer, then one feed-forward.");
        }
        Block mixer = block(c, pattern.charAt(0));
        return Block.plain(mixer.mixer(), block(c, pattern.charAt(1)).feedForward());
    }

    private static StateSpace mamba(Config c) {
        int heads = c.count("mamba_num_heads");
        int groups = c.count("n_groups", "mamba_n_groups");
        Heads.checkGroups(c, heads, groups, "n_groups");
        boolean bias = c.flag("mamba_proj_bias", c.flag("use_bias", false));
        c.understood("use_bias");
        return new StateSpace(
                heads,
                c.count("mamba_head_dim"),
                groups,
                c.count("ssm_state_size"),
                c.count("conv_kernel"),
                c.count("chunk_size"),
                bias,
                c.flag("use_conv_bias", true));
    }

    private static FullAttention attention(Config c) {
        int heads = c.count("num_attention_heads");
        int keyValueHeads = c.count("num_key_value_heads");
        Heads.checkGroups(c, heads, keyValueHeads, "num_key_value_heads");
        int dim = c.countOr(128, "head_dim", "attention_head_dim");
        boolean bias = c.flag("attention_bias", false);
        AttentionHeads plain = AttentionHeads.plain(heads, keyValueHeads, dim);
        return new FullAttention(new AttentionHeads(
                heads, keyValueHeads, dim, dim, bias, bias, plain.queryKeyNorm(), false, false, false, false));
    }
}
