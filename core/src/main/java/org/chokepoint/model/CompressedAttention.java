package org.chokepoint.model;

/**
 * Attention of DeepSeek-V4: every query reads a sliding window of keys and, where {@code ratio} is above 1, keys
 * compressed from {@code ratio} tokens each: all of them, or the {@code topK} that an indexer picks. One vector of
 * {@code headDim} channels serves as key and value of all heads. The output goes through one low-rank product per group
 * of heads. Neglected: the picks of neighbouring queries are taken to be the same in memory traffic. Sources: DeepSeek-V4
 * report, section 2.3, and the public modeling code (transformers, deepseek_v4).
 *
 * @param queryHeads query heads
 * @param headDim channels of a query, and of the shared key-value vector
 * @param queryRank width of the query latent
 * @param outputGroups groups of heads with an output product each
 * @param outputRank width of a group's output latent
 * @param window tokens of the sliding window
 * @param ratio tokens compressed into one key; 0 if there is only the window
 * @param indexHeads heads of the indexer; 0 if every compressed key is read
 * @param indexDim channels of an indexer head
 * @param topK compressed keys that a query reads
 */
public record CompressedAttention(
        int queryHeads,
        int headDim,
        int queryRank,
        int outputGroups,
        int outputRank,
        int window,
        int ratio,
        int indexHeads,
        int indexDim,
        int topK)
        implements Mixer {
    /** Compression with overlapping windows makes two vectors a token instead of one; only the indexed kind overlaps. */
    private int overlap() {
        return indexHeads > 0 ? 2 : 1;
    }

    @Override
    public void describe(Operators out, int hidden) {
        Shard shard = out.shard();
        int tp = shard.tensorParallel();
        long tokens = shard.tokens();
        long outside = shard.tokensOutside();
        int replicas = shard.replicasOutside();
        long localHeads = queryHeads / tp;
        Module down = Module.QKV_PROJ;
        Module up = Module.MLA_UP_PROJ;

        out.gemm("q_down_proj", down, outside, queryRank, hidden, false, Module.LAYERNORM, replicas);
        out.norm("q_latent_norm", Norm.RMS, outside, queryRank, replicas);
        out.gemm("kv_proj", down, outside, headDim, hidden, false, null, replicas);
        out.norm("kv_norm", Norm.RMS, outside, headDim, replicas);
        if (ratio > 1) {
            compress(out, "compressor", hidden, headDim, outside, replicas);
        }
        double sequence = shard.sequenceLength();
        double seen = Math.min(window, sequence);
        double keys = SlidingAttention.windowMean(sequence, seen);
        double keysFull = seen;
        if (ratio > 1) {
            double compressed = sequence / ratio;
            if (indexHeads > 0) {
                Indexer indexer = new Indexer(indexHeads, indexDim, queryRank);
                indexer.queries(out, hidden);
                compress(out, "index_compressor", hidden, indexDim, outside, replicas);
                indexer.scores(out, compressed / 2, compressed, ratio);
            }
            double read = indexHeads > 0 ? Math.min(topK, compressed) : compressed;
            keys += SlidingAttention.windowMean(compressed, read);
            keysFull += read;
        }
        out.enterTensorParallel("latent_gather", up, (long) queryRank + headDim);
        out.gathered("q_up_proj", up, localHeads * headDim, queryRank, false, Module.LAYERNORM);
        double queries = Operators.ACTIVATION_BYTES * tokens * localHeads * headDim;
        out.memory("qk_norm_rope", up, 2 * queries, 3 * queries, queries, up, 0, 1);
        if (shard.serves()) {
            serve(out, (int) localHeads);
        } else {
            new AttentionCore((int) localHeads, 1, headDim, headDim, keys, keysFull, up)
                    .describe(out, (int) localHeads);
        }
        out.memory("output_rope", Module.CORE_ATTN, 2 * queries, 2 * queries, 0, Module.OUTSIDE, 0, 1);
        int groups = Math.max(1, outputGroups / tp);
        out.perHead("o_down_proj", Module.ATTN_OUT_PROJ, tokens, groups, outputRank, localHeads * headDim / groups);
        long latent = (long) groups * outputRank;
        int repeats = Math.max(1, tp / outputGroups);
        out.gemm("o_up_proj", Module.ATTN_OUT_PROJ, tokens, hidden, latent, false, Module.ATTN_OUT_PROJ, repeats);
        out.leaveTensorParallel("attention_scatter", Module.ATTN_OUT_PROJ, hidden);
    }

    private void serve(Operators out, int heads) {
        Served served = out.shard().served();
        double end = served.decodeKeys(Double.POSITIVE_INFINITY);
        if (served.decodes() > 0) {
            AttentionCore.decode(out, heads, 1, headDim, headDim, headDim, kept(end, read()));
        }
        if (served.promptTokens() > 0) {
            double seen = served.promptKeys(window) + (ratio > 1 ? served.promptKeys(read() * ratio) / ratio : 0);
            AttentionCore.prompt(out, heads, 1, headDim, headDim, headDim, seen);
        }
    }

    /** Compressed keys that a query reads at most. */
    private double read() {
        return indexHeads > 0 ? topK : Double.POSITIVE_INFINITY;
    }

    /** Keys of a sequence: those of the window, and up to so many compressed ones. */
    private double kept(double tokens, double most) {
        return Math.min(window, tokens) + (ratio > 1 ? Math.min(most, tokens / ratio) : 0);
    }

    @Override
    public double cacheBytes(double tokens, int tensorParallel, Storage format) {
        double keys = kept(tokens, Double.POSITIVE_INFINITY) * headDim * format.bytes();
        return indexHeads > 0 ? keys + Indexer.cacheBytes(tokens / ratio, indexDim) : keys;
    }

    /** Values and gates from the token, position biases, softmax pooling over the window, a norm. */
    private void compress(Operators out, String name, int hidden, int dim, long tokens, int replicas) {
        long width = (long) overlap() * dim;
        out.gemm16(name + "_proj", Module.QKV_PROJ, tokens, 2 * width, hidden, false, null, replicas);
        double read = Operators.ACTIVATION_BYTES * tokens * 2 * width;
        double weights = (double) ratio * width + dim;
        out.memory(name + "_pool", Module.QKV_PROJ, read, 2 * read, read, Module.QKV_PROJ, weights, replicas);
    }

    /** Groups of heads: tensor parallelism splits whole groups, since each has an output product of its own. */
    @Override
    public int heads() {
        return outputGroups;
    }

    @Override
    public String exchanges() {
        return "what " + label() + " compresses and picks";
    }

    @Override
    public String label() {
        if (ratio <= 1) {
            return "sliding attention " + window + ", shared key-value";
        }
        String picked = indexHeads > 0 ? ", top " + topK : "";
        return "compressed attention 1:" + ratio + picked;
    }
}
