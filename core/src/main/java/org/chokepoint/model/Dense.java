package org.chokepoint.model;

/**
 * A dense feed-forward of two matrices, or three where a gate multiplies the inner activation (SwiGLU, GeGLU).
 *
 * @param width inner width
 * @param gated whether there is a gate matrix
 * @param bias whether the matrices have biases
 */
public record Dense(int width, boolean gated, boolean bias) implements FeedForward {
    @Override
    public void describe(Operators out, int hidden) {
        out.enterTensorParallel("mlp_gather", Module.MLP_UP, hidden);
        products(out, hidden);
        out.leaveTensorParallel("mlp_scatter", Module.MLP_DOWN, hidden);
    }

    /** Both products and the activation between them, of what tensor parallelism leaves a rank. */
    void products(Operators out, int hidden) {
        Shard shard = out.shard();
        long tokens = shard.tokens();
        long local = width / shard.tensorParallel();
        int up = gated ? 2 : 1;
        out.gathered("mlp_up", Module.MLP_UP, up * local, hidden, bias, Module.LAYERNORM);
        double inner = Operators.ACTIVATION_BYTES * tokens * local;
        double kept = shard.keptInnerBytes() * tokens * local;
        out.memory("mlp_act", Module.MLP_ACT, (up + 1) * inner, (2 * up + 1) * inner, up * kept, Module.MLP_UP, 0, 1);
        out.gemm("mlp_down", Module.MLP_DOWN, tokens, hidden, local, bias, Module.MLP_ACT, 1);
    }

    @Override
    public String label() {
        return (gated ? "gated MLP " : "MLP ") + width;
    }
}
