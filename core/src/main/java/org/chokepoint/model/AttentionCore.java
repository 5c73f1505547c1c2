package org.chokepoint.model;

/**
 * The softmax attention core of one rank: queries against keys, weights against values. FLOPs of a forward are
 * 2·queries·keys·(keyDim + valueDim) per head; the flash backward does five products where the forward does two:
 * (3·keyDim + 2·valueDim) per pair (Dao et al. 2022, algorithm 4).
 *
 * @param heads query heads of the rank
 * @param keyValueHeads key-value heads of the rank
 * @param keyDim channels of a key
 * @param valueDim channels of a value
 * @param keysPerQuery keys that a query needs on average over a sequence
 * @param keysFull the same in the convention that counts attention in full
 * @param inputFrom module whose recomputation yields queries, keys and values again
 */
public record AttentionCore(
        int heads,
        int keyValueHeads,
        int keyDim,
        int valueDim,
        double keysPerQuery,
        double keysFull,
        Module inputFrom) {

    /**
     * Adds the core and what it keeps.
     *
     * @param sinkLogits learned logits that stand beside the scores
     */
    public void describe(Operators out, int sinkLogits) {
        Shard shard = out.shard();
        boolean shared = shard.contextParallel() > 1;
        boolean byHeads = shared && shard.contextAlgorithm() == ContextAlgorithm.ULYSSES;
        // ranks that exchange heads have all tokens of some; fewer key-value heads than ranks are sent to several
        int ranks = byHeads ? shard.contextParallel() : 1;
        int heads = this.heads / ranks;
        int keyValueHeads = Math.max(1, this.keyValueHeads / ranks);
        long tokens = shard.tokens() * ranks;
        double width = keyDim + valueDim;
        double pairs = tokens * keysPerQuery * heads;
        double full = tokens * keysFull * heads;
        double element = Operators.ACTIVATION_BYTES;
        double queryBytes = element * tokens * heads * keyDim;
        double keyValueBytes = element * tokens * keyValueHeads * width;
        double outputBytes = element * tokens * heads * valueDim;
        double logSumExp = 4.0 * tokens * heads;
        boolean flash = shard.flashAttention();
        if (byHeads) {
            toHeads(out, queryBytes + keyValueBytes);
        }
        double whole = 0;
        if (shared && shard.contextAlgorithm() == ContextAlgorithm.ALL_GATHER) {
            whole = keyValueBytes * shard.contextParallel();
            gather(out, whole);
        }
        double read = queryBytes + Math.max(whole, keyValueBytes) + outputBytes;
        double backward = flash ? 2 * pairs * (3.0 * keyDim + 2.0 * valueDim) : 4 * full * width;
        // a flash backward also reads the output: kept by the output projection as its input, not twice
        out.add(new Operator(
                "attention",
                OperatorKind.ATTENTION,
                Module.CORE_ATTN,
                tokens / shard.sequences(),
                Math.round(keysPerQuery),
                keyDim,
                shard.precision() == Precision.FP16 ? Precision.FP16 : Precision.BF16,
                heads * shard.sequences(),
                2 * pairs * width,
                2 * full * width,
                backward,
                read,
                2 * read,
                queryBytes + keyValueBytes,
                inputFrom,
                sinkLogits,
                sinkLogits,
                false,
                1));
        if (flash) {
            out.memory(
                    "attention_statistics",
                    Module.CORE_ATTN,
                    logSumExp,
                    outputBytes * 2,
                    // behind an exchange the projection's input is another tensor than the output
                    logSumExp + (byHeads ? outputBytes : 0),
                    Module.CORE_ATTN,
                    0,
                    1);
        } else {
            // scores are written, scaled, masked and normalised (a read and a write each way) and read again; the
            // softmax output is kept with a one-byte dropout mask and its product (Korthikanti et al. 2022, section
            // 4.1)
            double scores = element * full;
            out.memory("softmax", Module.CORE_ATTN, 4 * scores, 5 * scores, 2.5 * scores, Module.CORE_ATTN, 0, 1);
        }
        if (byHeads) {
            toTokens(out, outputBytes);
        } else if (shared && shard.contextAlgorithm() == ContextAlgorithm.RING) {
            double bytes = keyValueBytes * shard.contextParallel();
            // in the backward keys and values go round once more, and their gradients behind them
            out.exchange("context_ring", Exchange.Kind.RING, Exchange.Group.CONTEXT, Module.CORE_ATTN, bytes, bytes, 2);
        }
    }

    /**
     * Adds the cores of an iteration of serving: one kernel for the sequences that generate, one for prompts.
     *
     * @param heads query heads of the rank
     * @param keyValueHeads key-value heads of the rank
     * @param keyDim channels of a key
     * @param valueDim channels of a value
     * @param cachedWidth channels that are cached for each token and key-value head
     * @param window most keys that a query sees
     */
    static void serve(
            Operators out, int heads, int keyValueHeads, int keyDim, int valueDim, int cachedWidth, double window) {
        Served served = out.shard().served();
        if (served.decodes() > 0) {
            decode(out, heads, keyValueHeads, keyDim, valueDim, cachedWidth, served.decodeKeys(window));
        }
        if (served.promptTokens() > 0) {
            prompt(out, heads, keyValueHeads, keyDim, valueDim, cachedWidth, window);
        }
    }

    /** Generating sequences, each against its own cache. */
    static void decode(
            Operators out, int heads, int keyValueHeads, int keyDim, int valueDim, int cachedWidth, double keys) {
        Served served = out.shard().served();
        double width = keyDim + valueDim;
        double tokens = served.decodeTokens();
        double read = served.decodes()
                * keys
                * keyValueHeads
                * cachedWidth
                * served.cache().bytes();
        served(
                out,
                OperatorKind.DECODE_ATTENTION,
                (long) Math.ceil((double) served.queries() * heads / keyValueHeads),
                keys,
                keyDim,
                served.decodes() * keyValueHeads,
                2 * tokens * heads * keys * width,
                2 * tokens * heads * keys * width,
                read + Operators.ACTIVATION_BYTES * tokens * heads * width);
    }

    /** Prompts, or parts of them, against themselves and what of them is cached. */
    static void prompt(
            Operators out, int heads, int keyValueHeads, int keyDim, int valueDim, int cachedWidth, double window) {
        Served served = out.shard().served();
        double width = keyDim + valueDim;
        double tokens = served.promptTokens();
        double keys = served.promptKeys(window);
        double end = served.promptEnd(window);
        double read = served.prompts()
                * end
                * keyValueHeads
                * cachedWidth
                * served.cache().bytes();
        served(
                out,
                OperatorKind.ATTENTION,
                (long) Math.ceil(served.promptLength()),
                keys,
                keyDim,
                heads * served.prompts(),
                2 * tokens * heads * keys * width,
                2 * tokens * heads * end * width,
                read + Operators.ACTIVATION_BYTES * tokens * heads * width);
    }

    private static void served(
            Operators out,
            OperatorKind kind,
            long queries,
            double keys,
            int keyDim,
            int groups,
            double flops,
            double fullFlops,
            double bytes) {
        out.add(new Operator(
                "attention",
                kind,
                Module.CORE_ATTN,
                queries,
                Math.max(1, Math.round(keys)),
                keyDim,
                Precision.BF16,
                groups,
                flops,
                fullFlops,
                0,
                bytes,
                0,
                0,
                Module.OUTSIDE,
                0,
                0,
                false,
                1));
    }

    /**
     * Keys and values of the whole sequence are gathered; in the backward once more, and their gradients scattered. Head and tail
     * chunks of the ranks are put in order. They live only in the layer, in the backward with their gradients.
     */
    private static void gather(Operators out, double whole) {
        Exchange.Group ranks = Exchange.Group.CONTEXT;
        out.exchange("context_gather", Exchange.Kind.ALL_GATHER, ranks, Module.CORE_ATTN, whole, whole, 2);
        out.memory("context_order", Module.CORE_ATTN, 2 * whole, 4 * whole, 0, Module.OUTSIDE, 0, 1);
        out.holds(2 * whole);
    }

    /** Queries, keys and values of a rank's tokens are packed by head and sent; chunks of tokens are put in order. */
    private static void toHeads(Operators out, double bytes) {
        Exchange.Group ranks = Exchange.Group.CONTEXT;
        out.memory("heads_pack", Module.CORE_ATTN, 2 * bytes, 2 * bytes, 0, Module.OUTSIDE, 0, 1);
        out.exchange("heads_exchange", Exchange.Kind.ALL_TO_ALL, ranks, Module.CORE_ATTN, bytes, bytes);
        out.memory("tokens_order", Module.CORE_ATTN, 2 * bytes, 2 * bytes, 0, Module.OUTSIDE, 0, 1);
    }

    /** The output goes the way back. */
    private static void toTokens(Operators out, double bytes) {
        Exchange.Group ranks = Exchange.Group.CONTEXT;
        out.memory("output_pack", Module.CORE_ATTN, 2 * bytes, 2 * bytes, 0, Module.OUTSIDE, 0, 1);
        out.exchange("output_exchange", Exchange.Kind.ALL_TO_ALL, ranks, Module.CORE_ATTN, bytes, bytes);
        out.memory("output_order", Module.CORE_ATTN, 2 * bytes, 2 * bytes, 0, Module.OUTSIDE, 0, 1);
    }
}
