package org.chokepoint.model;

/**
 * Routed experts in serving. Ranks of tensor parallelism hold the same tokens, so they need no dispatch: each does what its
 * experts are asked for, and all are summed. Groups of data parallelism hold others: these are sent to the ranks of their experts and
 * back, or, where experts are split in width too, gathered by all. Experts that no token picks are not read.
 */
final class ServedExperts {
    private ServedExperts() {}

    static void describe(Operators out, MixtureOfExperts moe, int hidden) {
        Shard shard = out.shard();
        Served served = shard.served();
        int tp = shard.tensorParallel();
        int ep = shard.expertParallel();
        int etp = shard.expertTensorParallel();
        long tokens = shard.tokens();
        double all = (double) tokens * served.dataRanks();
        int inside = moe.latent() > 0 ? moe.latent() : hidden;
        if (moe.latent() > 0) {
            out.gemm("latent_down", Module.MOE_UP, tokens, inside, hidden, false, null, 1);
        }
        boolean sends = served.dataRanks() > 1;
        boolean scatters = sends && etp == 1;
        double narrow = shard.quantised() ? Precision.FP8.operandBytes() : Operators.ACTIVATION_BYTES;
        double wide = Operators.ACTIVATION_BYTES;
        double rowBytes = (double) inside * tokens / tp * (scatters ? moe.topK() : served.dataRanks() * tp);
        Exchange.Kind there = scatters ? Exchange.Kind.ALL_TO_ALL : Exchange.Kind.ALL_GATHER;
        Exchange.Kind back = scatters ? Exchange.Kind.ALL_TO_ALL : Exchange.Kind.REDUCE_SCATTER;
        if (sends) {
            out.exchange("dispatch", there, Exchange.Group.EXPERT, Module.MOE_PERMUTE, narrow * rowBytes, 0);
        }
        long rows = Math.max(1, Math.round(served.expertLoad() * all * moe.topK() / ep));
        double local = (double) moe.experts() / ep;
        double missed = StrictMath.pow(1 - (double) moe.topK() / moe.experts(), all);
        int hit = (int) Math.max(1, Math.min(rows, Math.round(local * (1 - missed))));
        products(out, moe, inside, rows, hit, moe.width() / etp);
        if (moe.sharedWidth() > 0) {
            new Dense(moe.sharedWidth(), moe.gated(), moe.bias()).products(out, hidden);
            if (moe.sharedGate()) {
                out.gemm16("shared_gate", Module.MLP_UP, tokens, 1, hidden, false, null, 1);
            }
        }
        if (sends) {
            out.exchange("combine", back, Exchange.Group.EXPERT, Module.MOE_PERMUTE, wide * rowBytes, 0);
        }
        if (!sends || moe.sharedWidth() > 0) {
            out.leaveTensorParallel("experts_sum", Module.MOE_DOWN, inside);
        }
        if (moe.latent() > 0) {
            out.gemm("latent_up", Module.MOE_DOWN, tokens, hidden, inside, false, null, 1);
        }
    }

    /** Rows sorted by expert, two products with an activation between them, and results summed by token. */
    private static void products(Operators out, MixtureOfExperts moe, int inside, long rows, int hit, long width) {
        double sorted = 2 * Operators.ACTIVATION_BYTES * rows * inside;
        int up = moe.gated() ? 2 : 1;
        out.memory("sort", Module.MOE_PERMUTE, rows, 0, 0, Module.OUTSIDE, 0, 1);
        out.memory("permute", Module.MOE_PERMUTE, sorted, 0, 0, Module.OUTSIDE, 0, 1);
        out.grouped("expert_up", Module.MOE_UP, rows, up * width, inside, hit, moe.bias(), null, 1);
        double inner = Operators.ACTIVATION_BYTES * rows * width;
        out.memory("expert_act", Module.MOE_ACT, (up + 1) * inner, 0, 0, Module.OUTSIDE, 0, 1);
        out.grouped("expert_down", Module.MOE_DOWN, rows, inside, width, hit, moe.bias(), null, 1);
        out.memory("unpermute", Module.MOE_PERMUTE, sorted, 0, 0, Module.OUTSIDE, 0, 1);
    }
}
