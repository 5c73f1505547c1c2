package org.chokepoint.model.huggingface;

import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.AttentionHeads.QueryKeyNorm;

/** Reads attention heads. */
final class Heads {
    private Heads() {}

    static AttentionHeads read(Config c, int hidden, Traits traits) {
        int heads = c.count("num_attention_heads");
        int keyValueHeads =
                traits.has(Trait.MULTI_HEAD) ? c.countOr(heads, "num_key_value_heads") : c.count("num_key_value_heads");
        boolean bias = projectionBias(c, traits);
        boolean outputBias = outputBias(c, traits, bias);
        return shape(
                c, heads, keyValueHeads, headDim(c, hidden, heads, traits), bias, outputBias, norm(c, traits), traits);
    }

    private static AttentionHeads shape(
            Config c,
            int heads,
            int keyValueHeads,
            int headDim,
            boolean bias,
            boolean outputBias,
            QueryKeyNorm norm,
            Traits traits) {
        checkGroups(c, heads, keyValueHeads, "num_key_value_heads");
        boolean sinks = traits.has(Trait.SINKS);
        return new AttentionHeads(
                heads, keyValueHeads, headDim, headDim, bias, outputBias, norm, false, false, sinks, true);
    }

    /** Query heads must come in whole groups. */
    static void checkGroups(Config c, int heads, int keyValueHeads, String key) {
        if (heads % keyValueHeads != 0) {
            String what = "of " + keyValueHeads + " does not divide the " + heads + " query heads";
            throw c.fault(key, what, "one of the two head counts is wrong.");
        }
    }

    /** Head width as given, or the hidden size split evenly. */
    static int headDim(Config c, int hidden, int heads, Traits traits) {
        if (c.has("head_dim") || traits.has(Trait.OWN_HEAD_DIM)) {
            return c.count("head_dim");
        }
        return evenDim(c, hidden, heads, "hidden_size");
    }

    static int evenDim(Config c, int hidden, int heads, String key) {
        if (hidden % heads != 0) {
            String what = "of " + hidden + " is not a multiple of the " + heads + " attention heads";
            throw c.fault(key, what, "'head_dim' is missing, or a digit is wrong.");
        }
        return hidden / heads;
    }

    private static boolean projectionBias(Config c, Traits traits) {
        boolean fixed = traits.has(Trait.QKV_BIAS);
        for (String key : new String[] {"attention_bias", "qkv_bias", "use_bias", "use_qkv_bias", "bias"}) {
            if (c.has(key)) {
                return c.flag(key, fixed);
            }
        }
        return fixed;
    }

    private static boolean outputBias(Config c, Traits traits, boolean projectionBias) {
        if (c.has("attention_out_bias")) {
            return c.flag("attention_out_bias", false);
        }
        return !traits.has(Trait.NO_OUTPUT_BIAS) && (projectionBias || traits.has(Trait.OUTPUT_BIAS));
    }

    private static QueryKeyNorm norm(Config c, Traits traits) {
        c.refuse("qk_layernorm", "a layer norm on queries and keys");
        String kind = c.textOr("per_layer", "qk_norm_type");
        if (!kind.equals("per_layer")) {
            throw c.fault("qk_norm_type", "'" + kind + "' is not known", "you meant per_layer.");
        }
        boolean asked = c.flag("use_qk_norm", false);
        if (traits.has(Trait.HEAD_NORM) || (asked && traits.has(Trait.OPTIONAL_HEAD_NORM))) {
            return QueryKeyNorm.PER_HEAD;
        }
        if (traits.has(Trait.FULL_NORM) || (asked && traits.has(Trait.OPTIONAL_FULL_NORM))) {
            return QueryKeyNorm.FULL_WIDTH;
        }
        c.refuse("use_qk_norm", "a norm on queries and keys in this family");
        return QueryKeyNorm.NONE;
    }
}
