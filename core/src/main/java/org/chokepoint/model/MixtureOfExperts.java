package org.chokepoint.model;

/**
 * A mixture of experts: a router in high precision picks {@code topK} of {@code experts} for each token, tokens are sent
 * to the ranks of their experts and the results combined. Shared experts see every token. Where there is a latent width
 * (LatentMoE, Nemotron 3 Super), a token is projected down to it before it is sent, and its combined result up again, so
 * that routed experts work and travel in that width; router and shared experts stay at the full one.
 *
 * @param experts routed experts
 * @param topK experts a token is sent to
 * @param width inner width of an expert
 * @param gated whether an expert has a gate matrix
 * @param bias whether an expert's matrices have biases
 * @param routerBias whether the router has a bias vector (learned, or the auxiliary-loss-free balancing bias)
 * @param sharedWidth inner width of all shared experts together; 0 if none
 * @param sharedGate whether a learned scalar gates the shared experts (Qwen)
 * @param nodeLimit nodes that a token's experts may lie on; 0 if unlimited
 * @param latent width in which routed experts work; 0 if that of the residual stream
 */
public record MixtureOfExperts(
        int experts,
        int topK,
        int width,
        boolean gated,
        boolean bias,
        boolean routerBias,
        int sharedWidth,
        boolean sharedGate,
        int nodeLimit,
        int latent)
        implements FeedForward {
    @Override
    public void describe(Operators out, int hidden) {
        Shard shard = out.shard();
        int etp = shard.expertTensorParallel();
        long tokens = shard.tokensOutside();
        int replicas = shard.replicasOutside();
        int local = experts / shard.expertParallel();
        long localWidth = width / etp;
        long rows = tokens * topK * etp;
        double share = (double) topK / experts;
        int up = gated ? 2 : 1;
        int routedHidden = latent > 0 ? latent : hidden;

        out.gemm16("router", Module.MOE_ROUTER, tokens, experts, hidden, routerBias, Module.LAYERNORM, replicas);
        double scores = 4.0 * tokens * experts;
        out.memory("router_top_k", Module.MOE_ROUTER, 3 * scores, 3 * scores, scores, Module.MOE_ROUTER, 0, replicas);

        if (shard.serves()) {
            ServedExperts.describe(out, this, hidden);
            return;
        }
        if (latent > 0) { // the router keeps the same input
            out.gemm("latent_down", Module.MOE_UP, tokens, latent, hidden, false, null, replicas);
        }
        double dispatched = dispatchBytes(shard) * tokens * topK * routedHidden;
        double combined = Operators.ACTIVATION_BYTES * tokens * topK * routedHidden;
        Exchange.Group expertTensor = Exchange.Group.EXPERT_TENSOR;
        // the backward of dispatch is a combine of gradients and the reverse
        exchange(out, "dispatch", dispatched, combined);
        out.exchange(
                "expert_gather",
                Exchange.Kind.ALL_GATHER,
                expertTensor,
                Module.MOE_UP,
                etp * dispatched,
                etp * combined);
        double padded = out.padded(rows, local);
        double elements = padded * routedHidden;
        permute(out, "permute", elements, dispatchBytes(shard), Operators.ACTIVATION_BYTES);
        out.grouped(
                "expert_up",
                Module.MOE_UP,
                rows,
                up * localWidth,
                routedHidden,
                local,
                bias,
                Module.MOE_PERMUTE,
                share);
        double inner = Operators.ACTIVATION_BYTES * padded * localWidth;
        double kept = shard.keptInnerBytes() * rows * localWidth;
        out.memory(
                "expert_act", Module.MOE_ACT, (up + 1) * inner, (2 * up + 1) * inner, up * kept, Module.MOE_UP, 0, 1);
        out.grouped("expert_down", Module.MOE_DOWN, rows, routedHidden, localWidth, local, bias, Module.MOE_ACT, share);
        permute(out, "unpermute", elements, Operators.ACTIVATION_BYTES, dispatchBytes(shard));
        out.exchange(
                "expert_scatter",
                Exchange.Kind.REDUCE_SCATTER,
                expertTensor,
                Module.MOE_DOWN,
                etp * combined,
                etp * dispatched);
        // shared experts need no exchange: they run between dispatch and combine
        if (sharedWidth > 0) {
            new Dense(sharedWidth, gated, bias).describe(out, hidden);
            if (sharedGate) {
                out.gemm16("shared_gate", Module.MLP_UP, tokens, 1, hidden, false, null, replicas);
            }
        }
        exchange(out, "combine", combined, dispatched);
        if (latent > 0) {
            out.gemm("latent_up", Module.MOE_DOWN, tokens, hidden, latent, false, Module.MOE_PERMUTE, replicas);
        }
    }

    private static void exchange(Operators out, String name, double forward, double backward) {
        out.exchange(name, Exchange.Kind.ALL_TO_ALL, Exchange.Group.EXPERT, Module.MOE_PERMUTE, forward, backward);
    }

    /** Rows copied into the order of the experts or back: a read and a write. */
    private static void permute(Operators out, String name, double elements, double forward, double backward) {
        Module module = Module.MOE_PERMUTE;
        out.memory(name, module, 2 * elements * forward, 2 * elements * backward, 0, Module.OUTSIDE, 0, 1);
    }

    /** Bytes of a dispatched element: FP8 where products are quantised, else BF16. */
    private static double dispatchBytes(Shard shard) {
        return shard.quantised() ? Precision.FP8.operandBytes() : Operators.ACTIVATION_BYTES;
    }

    @Override
    public String label() {
        String shared = sharedWidth > 0 ? " + shared " + sharedWidth : "";
        String inside = latent > 0 ? " in " + latent : "";
        return "top " + topK + " of " + experts + " experts of " + width + inside + shared;
    }
}
