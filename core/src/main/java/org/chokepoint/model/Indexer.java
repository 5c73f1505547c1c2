package org.chokepoint.model;

/**
 * The light scorer of indexed sparse attention: small query heads from the query latent, one shared key with a layer
 * norm, and a weight per head. It is not split by tensor parallelism. Sources: DeepSeek-V3.2-Exp report, section 2.1, and
 * the tensor names of the released checkpoint (wq_b, wk, k_norm, weights_proj).
 *
 * @param heads scoring heads
 * @param dim channels of a head
 * @param queryRank width of the query latent that the heads read
 */
record Indexer(int heads, int dim, int queryRank) {
    /** @param ratio tokens for each key */
    void describe(Operators out, int hidden, double keysPerQuery, double keysFull, int ratio) {
        long tokens = out.shard().tokensOutside();
        int replicas = out.shard().replicasOutside();
        queries(out, hidden);
        out.gemm("index_k_proj", Module.QKV_PROJ, tokens, dim, hidden, false, null, replicas);
        out.norm("index_k_norm", Norm.LAYER, tokens, dim, replicas);
        scores(out, keysPerQuery, keysFull, ratio);
    }

    /** Keys are cached in FP8, whatever the format of the others. */
    static double cacheBytes(double keys, int dim) {
        return keys * dim * Storage.FP8.bytes();
    }

    /** Query heads and the weight of each. */
    void queries(Operators out, int hidden) {
        long tokens = out.shard().tokensOutside();
        int replicas = out.shard().replicasOutside();
        Module module = Module.QKV_PROJ;
        out.gemm("index_q_proj", module, tokens, (long) heads * dim, queryRank, false, null, replicas);
        out.gemm16("index_weights_proj", module, tokens, heads, hidden, false, null, replicas);
    }

    /** One product per head with every key, and picking the best. */
    void scores(Operators out, double keysPerQuery, double keysFull, int ratio) {
        if (out.shard().serves()) {
            serve(out, ratio);
            return;
        }
        long tokens = out.shard().tokensOutside();
        int replicas = out.shard().replicasOutside();
        Module module = Module.QKV_PROJ;
        double pairs = 2.0 * tokens * heads * dim;
        double bytes = Operators.ACTIVATION_BYTES * tokens * ((double) heads * dim + dim) + 4.0 * tokens * keysPerQuery;
        out.add(new Operator(
                "index_scores",
                OperatorKind.ATTENTION,
                Module.CORE_ATTN,
                tokens,
                Math.round(keysPerQuery),
                dim,
                Precision.BF16,
                heads,
                pairs * keysPerQuery,
                pairs * keysFull,
                2 * pairs * keysPerQuery,
                bytes,
                2 * bytes,
                Operators.ACTIVATION_BYTES * tokens * ((double) heads * dim + dim),
                module,
                0,
                0,
                false,
                replicas));
    }

    private void serve(Operators out, int ratio) {
        Served served = out.shard().served();
        double all = Double.POSITIVE_INFINITY;
        if (served.decodes() > 0) {
            double keys = served.decodeKeys(all) / ratio;
            scored(out, OperatorKind.DECODE_ATTENTION, served.decodes(), (long) served.queries() * heads, keys, keys);
        }
        if (served.promptTokens() > 0) {
            double keys = served.promptKeys(all) / ratio;
            double end = served.promptEnd(all) / ratio;
            scored(out, OperatorKind.ATTENTION, served.prompts(), Math.round(served.promptLength()), keys, end);
        }
    }

    /** @param rows that share a sequence's keys: queries of all heads, or of each */
    private void scored(Operators out, OperatorKind kind, int sequences, long rows, double keys, double end) {
        boolean decode = kind == OperatorKind.DECODE_ATTENTION;
        double pairs = (double) sequences * rows * keys * (decode ? 1 : heads);
        double tokens = (double) sequences * rows / (decode ? heads : 1);
        double written = 4.0 * tokens * keys;
        out.add(new Operator(
                "index_scores",
                kind,
                Module.CORE_ATTN,
                rows,
                Math.max(1, Math.round(keys)),
                dim,
                Precision.FP8,
                decode ? sequences : sequences * heads,
                2 * pairs * dim,
                2 * pairs * dim * end / keys,
                0,
                cacheBytes(sequences * end, dim) + written,
                0,
                0,
                Module.OUTSIDE,
                0,
                0,
                false,
                1));
        out.memory("index_top_k", Module.CORE_ATTN, written, 0, 0, Module.OUTSIDE, 0, 1);
    }
}
