package org.chokepoint.model;

/**
 * Shape of softmax attention heads with ordinary projections: multi-head (as many key-value heads as query heads),
 * grouped-query or multi-query (one).
 *
 * @param queryHeads query heads
 * @param keyValueHeads key and value heads
 * @param keyDim channels of a query or key
 * @param valueDim channels of a value
 * @param projectionBias whether query, key and value projections have biases
 * @param outputBias whether the output projection has one
 * @param queryKeyNorm norm on queries and keys
 * @param outputGate whether the query projection also makes a gate on the output (Qwen3.5)
 * @param keyEqualsValue whether one projection serves as key and value (Gemma 4)
 * @param sinks whether each head has a learned sink logit (gpt-oss)
 * @param rotary whether positions are rotated into queries and keys
 */
public record AttentionHeads(
        int queryHeads,
        int keyValueHeads,
        int keyDim,
        int valueDim,
        boolean projectionBias,
        boolean outputBias,
        QueryKeyNorm queryKeyNorm,
        boolean outputGate,
        boolean keyEqualsValue,
        boolean sinks,
        boolean rotary) {

    /** Norms on queries and keys. */
    public enum QueryKeyNorm {
        NONE,
        /** Without parameters (Llama 4). */
        PLAIN,
        /** One scale of head width for queries and one for keys (Qwen3). */
        PER_HEAD,
        /** A scale over all heads of the projection (OLMo 2, MiniMax). */
        FULL_WIDTH
    }

    /** Heads without biases, gates or norms: the Llama shape. */
    public static AttentionHeads plain(int queryHeads, int keyValueHeads, int headDim) {
        QueryKeyNorm none = QueryKeyNorm.NONE;
        return new AttentionHeads(
                queryHeads, keyValueHeads, headDim, headDim, false, false, none, false, false, false, true);
    }

    /**
     * Projections, attention core and output of one rank.
     *
     * @param keysPerQuery keys that a query of a whole sequence needs on average
     * @param keysFull the same in the convention that counts attention in full
     * @param window most keys that a query sees
     */
    void describe(Operators out, int hidden, double keysPerQuery, double keysFull, double window) {
        Shard shard = out.shard();
        int tp = shard.tensorParallel();
        long tokens = shard.tokens();
        int queries = queryHeads / tp;
        int keyValues = Math.max(1, keyValueHeads / tp);
        int keyValueReplicas = Math.max(1, tp / keyValueHeads);
        long queryWidth = (long) queries * keyDim * (outputGate ? 2 : 1);
        long keyValueWidth = (long) keyValues * (keyDim + (keyEqualsValue ? 0 : valueDim));
        Module projection = Module.QKV_PROJ;

        out.enterTensorParallel("attention_gather", projection, hidden);
        if (keyValueReplicas == 1) {
            long width = queryWidth + keyValueWidth;
            out.gathered("qkv_proj", projection, width, hidden, projectionBias, Module.LAYERNORM);
        } else {
            out.gathered("q_proj", projection, queryWidth, hidden, projectionBias, Module.LAYERNORM);
            out.gemm("kv_proj", projection, tokens, keyValueWidth, hidden, projectionBias, null, keyValueReplicas);
        }
        double rotated =
                Operators.ACTIVATION_BYTES * tokens * ((double) queries * keyDim + (double) keyValues * keyDim);
        if (queryKeyNorm != QueryKeyNorm.NONE) {
            out.memory("qk_norm", projection, 2 * rotated, 3 * rotated, rotated, projection, normWeights(tp), 1);
        }
        if (rotary) {
            double written = shard.serves()
                    ? tokens
                            * keyValues
                            * cachedWidth()
                            * shard.served().cache().bytes()
                    : 0;
            out.memory("rope", projection, 2 * rotated + written, 2 * rotated, 0, Module.OUTSIDE, 0, 1);
        }
        if (shard.serves()) {
            AttentionCore.serve(out, queries, keyValues, keyDim, valueDim, cachedWidth(), window);
        } else {
            new AttentionCore(queries, keyValues, keyDim, valueDim, keysPerQuery, keysFull, projection)
                    .describe(out, sinks ? queries : 0);
        }
        long outputWidth = (long) queries * valueDim;
        if (outputGate) {
            double tensor = Operators.ACTIVATION_BYTES * tokens * outputWidth;
            out.memory("output_gate", Module.CORE_ATTN, 3 * tensor, 5 * tensor, tensor, projection, 0, 1);
        }
        out.gemm("o_proj", Module.ATTN_OUT_PROJ, tokens, hidden, outputWidth, outputBias, Module.CORE_ATTN, 1);
        out.leaveTensorParallel("attention_scatter", Module.ATTN_OUT_PROJ, hidden);
    }

    /** Channels that are cached for each token and key-value head. */
    private int cachedWidth() {
        return keyDim + (keyEqualsValue ? 0 : valueDim);
    }

    /** Bytes that a rank caches for one token. */
    double cacheBytes(int tensorParallel, Storage format) {
        return format.bytes() * Math.max(1, keyValueHeads / tensorParallel) * cachedWidth();
    }

    private double normWeights(int tp) {
        switch (queryKeyNorm) {
            case PER_HEAD:
                return 2.0 * keyDim;
            case FULL_WIDTH:
                return (double) (queryHeads + keyValueHeads) * keyDim / tp;
            default:
                return 0;
        }
    }
}
