package org.chokepoint.model;

/**
 * Multi-token prediction (MTP): extra layers that predict further tokens in training. Each joins the residual stream
 * with the embedding of the next token (two norms and a projection of twice the width), runs one block and uses the
 * shared output head. Source: DeepSeek-V3 report (arXiv:2412.19437), section 2.2.
 *
 * @param count modules; 0 if none
 * @param block the layer of a module
 */
public record NextTokenModules(int count, Block block) {
    /** Operators of one module without the shared head. */
    Operators describe(Shard shard, int hidden) {
        Operators out = new Operators(shard);
        long tokens = shard.tokensOutside();
        int replicas = shard.replicasOutside();
        out.norm("mtp_hidden_norm", Norm.RMS, tokens, hidden, replicas);
        out.norm("mtp_embedding_norm", Norm.RMS, tokens, hidden, replicas);
        out.gemm16("mtp_proj", Module.OUTSIDE, tokens, hidden, 2L * hidden, false, Module.OUTSIDE, replicas);
        block.describe(out, hidden);
        return out;
    }
}
