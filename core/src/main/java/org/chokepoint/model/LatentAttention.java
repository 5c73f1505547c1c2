package org.chokepoint.model;

/**
 * Multi-head latent attention (MLA): queries and key-values pass through low-rank latents; a small part of each key
 * carries the rotated position and is shared by all heads. Source: DeepSeek-V2 report (arXiv:2405.04434), section 2.1.
 *
 * @param heads query heads
 * @param queryRank width of the query latent; 0 if queries are projected directly
 * @param keyValueRank width of the key-value latent
 * @param nopeDim channels of a head's key without position
 * @param ropeDim channels with position
 * @param valueDim channels of a head's value
 * @param bias whether the down- and output projections have biases
 */
public record LatentAttention(
        int heads, int queryRank, int keyValueRank, int nopeDim, int ropeDim, int valueDim, boolean bias)
        implements Mixer {
    @Override
    public void describe(Operators out, int hidden) {
        double sequence = out.shard().sequenceLength();
        describe(out, hidden, sequence / 2, sequence, Double.POSITIVE_INFINITY);
    }

    /** @param picked most tokens that a query reads */
    void describe(Operators out, int hidden, double keysPerQuery, double keysFull, double picked) {
        Shard shard = out.shard();
        int tp = shard.tensorParallel();
        long tokens = shard.tokens();
        long outside = shard.tokensOutside();
        int replicas = shard.replicasOutside();
        long localHeads = heads / tp;
        int keyDim = nopeDim + ropeDim;
        Module down = Module.QKV_PROJ;
        Module up = Module.MLA_UP_PROJ;

        if (queryRank > 0) {
            out.gemm("q_down_proj", down, outside, queryRank, hidden, bias, Module.LAYERNORM, replicas);
            out.norm("q_latent_norm", Norm.RMS, outside, queryRank, replicas);
        }
        Module kept = queryRank > 0 ? null : Module.LAYERNORM;
        out.gemm("kv_down_proj", down, outside, (long) keyValueRank + ropeDim, hidden, bias, kept, replicas);
        out.norm("kv_latent_norm", Norm.RMS, outside, keyValueRank, replicas);
        // without a query latent the queries are projected from the layer's own input
        long queryInput = queryRank > 0 ? queryRank : hidden;
        out.enterTensorParallel("latent_gather", up, queryInput + keyValueRank + ropeDim);
        if (queryRank > 0) {
            out.gathered("q_up_proj", up, localHeads * keyDim, queryRank, false, Module.LAYERNORM);
        } else {
            out.gemm("q_proj", up, tokens, localHeads * keyDim, hidden, false, null, 1);
        }
        if (shard.serves()) {
            serve(out, (int) localHeads, picked);
        } else {
            out.gathered("kv_up_proj", up, localHeads * (nopeDim + valueDim), keyValueRank, false, Module.LAYERNORM);
            // rotation, and the shared rotated key copied to every head
            double keys = Operators.ACTIVATION_BYTES * tokens * localHeads * keyDim;
            out.memory("rope", up, 2 * keys, 2 * keys, 0, Module.OUTSIDE, 0, 1);
            new AttentionCore((int) localHeads, (int) localHeads, keyDim, valueDim, keysPerQuery, keysFull, up)
                    .describe(out, 0);
        }
        out.gemm("o_proj", Module.ATTN_OUT_PROJ, tokens, hidden, localHeads * valueDim, bias, Module.CORE_ATTN, 1);
        out.leaveTensorParallel("attention_scatter", Module.ATTN_OUT_PROJ, hidden);
    }

    /**
     * Generating sequences read their latents as they are cached, keys and values at once: queries are projected into the latent's space,
     * and what is read out of it (DeepSeek-V2 report, section 2.1.2). Prompts are projected up, unless they pick tokens.
     */
    private void serve(Operators out, int heads, double picked) {
        Shard shard = out.shard();
        Served served = shard.served();
        int latent = keyValueRank + ropeDim;
        boolean picks = served.promptEnd(Double.POSITIVE_INFINITY) > picked;
        long absorbed = (long) served.decodeTokens() + (picks ? served.promptTokens() : 0);
        Module up = Module.MLA_UP_PROJ;
        double rotated = Operators.ACTIVATION_BYTES * shard.tokens() * ((double) heads + 1) * ropeDim;
        double written = shard.tokens() * served.cache().bytes() * latent;
        out.memory("rope", up, 2 * rotated + written, 0, 0, Module.OUTSIDE, 0, 1);
        if (absorbed > 0) {
            out.perHead("q_absorb", up, absorbed, heads, keyValueRank, nopeDim);
        }
        if (served.decodes() > 0) {
            AttentionCore.decode(out, heads, 1, latent, keyValueRank, latent, served.decodeKeys(picked));
        }
        if (picks) {
            AttentionCore.prompt(out, heads, 1, latent, keyValueRank, latent, picked);
        } else if (served.promptTokens() > 0) {
            long known = Math.round(served.prompts() * served.promptEnd(Double.POSITIVE_INFINITY));
            out.gemm("kv_up_proj", up, known, (long) heads * (nopeDim + valueDim), keyValueRank, false, null, 1);
            int width = nopeDim + ropeDim;
            AttentionCore.prompt(out, heads, heads, width, valueDim, width + valueDim, Double.POSITIVE_INFINITY);
        }
        if (absorbed > 0) {
            out.perHead("v_absorb", up, absorbed, heads, valueDim, keyValueRank);
        }
    }

    @Override
    public double cacheBytes(double tokens, int tensorParallel, Storage format) {
        return tokens * (keyValueRank + ropeDim) * format.bytes();
    }

    @Override
    public String label() {
        return "latent attention (MLA)";
    }
}
