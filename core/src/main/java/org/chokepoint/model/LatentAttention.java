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
        describe(out, hidden, sequence / 2, sequence);
    }

    void describe(Operators out, int hidden, double keysPerQuery, double keysFull) {
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
        out.gathered("kv_up_proj", up, localHeads * (nopeDim + valueDim), keyValueRank, false, Module.LAYERNORM);
        // rotation, and the shared rotated key copied to every head
        double keys = Operators.ACTIVATION_BYTES * tokens * localHeads * keyDim;
        out.memory("rope", up, 2 * keys, 2 * keys, 0, Module.OUTSIDE, 0, 1);
        new AttentionCore((int) localHeads, (int) localHeads, keyDim, valueDim, keysPerQuery, keysFull, up)
                .describe(out, 0);
        out.gemm("o_proj", Module.ATTN_OUT_PROJ, tokens, hidden, localHeads * valueDim, bias, Module.CORE_ATTN, 1);
        out.leaveTensorParallel("attention_scatter", Module.ATTN_OUT_PROJ, hidden);
    }

    @Override
    public String label() {
        return "latent attention (MLA)";
    }
}
