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
    void describe(Operators out, int hidden, double keysPerQuery, double keysFull) {
        long tokens = out.shard().tokensOutside();
        int replicas = out.shard().replicasOutside();
        queries(out, hidden);
        out.gemm("index_k_proj", Module.QKV_PROJ, tokens, dim, hidden, false, null, replicas);
        out.norm("index_k_norm", Norm.LAYER, tokens, dim, replicas);
        scores(out, keysPerQuery, keysFull);
    }

    /** Query heads and the weight of each. */
    void queries(Operators out, int hidden) {
        long tokens = out.shard().tokensOutside();
        int replicas = out.shard().replicasOutside();
        Module module = Module.QKV_PROJ;
        out.gemm("index_q_proj", module, tokens, (long) heads * dim, queryRank, false, null, replicas);
        out.gemm16("index_weights_proj", module, tokens, heads, hidden, false, null, replicas);
    }

    /** One product per head with every key. */
    void scores(Operators out, double keysPerQuery, double keysFull) {
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
}
