package org.chokepoint.model;

/**
 * A Mamba-2 mixer: a selective state space of fixed size, scanned in chunks by the four products of the state-space dual
 * form (Dao and Gu 2024, arXiv:2405.21060, section 6): C·Bᵀ inside a chunk per group, its product with the inputs per
 * head, the chunk's state, and the output from the state before it.
 *
 * @param heads heads, each with a state of headDim × state
 * @param headDim channels of a head
 * @param groups groups of heads that share input and output matrices (B, C)
 * @param state channels of the state
 * @param convolution taps of the short convolution
 * @param chunk tokens of a chunk
 * @param projectionBias whether the projections have biases
 * @param convolutionBias whether the convolution has one
 */
public record StateSpace(
        int heads,
        int headDim,
        int groups,
        int state,
        int convolution,
        int chunk,
        boolean projectionBias,
        boolean convolutionBias)
        implements Mixer {
    @Override
    public void describe(Operators out, int hidden) {
        int tp = out.shard().tensorParallel();
        long tokens = out.shard().tokens();
        long local = heads / tp;
        long inner = local * headDim;
        // groups that cannot be split are held by several ranks
        long localGroups = Math.max(1, groups / tp);
        long shared = 2 * localGroups * state;
        Module in = Module.QKV_PROJ;
        double element = Operators.ACTIVATION_BYTES;
        out.enterTensorParallel("mixer_gather", in, hidden);
        if (tp <= groups) {
            long width = 2 * inner + shared + local;
            out.gathered("in_proj", in, width, hidden, projectionBias, Module.LAYERNORM);
        } else {
            out.gathered("in_proj", in, 2 * inner + local, hidden, projectionBias, Module.LAYERNORM);
            out.gemm("bc_proj", in, tokens, shared, hidden, projectionBias, null, tp / groups);
        }
        long bias = convolutionBias ? 1 : 0;
        convolution(out, "short_convolution", tokens * (double) inner, inner * (convolution + bias), 1);
        convolution(out, "bc_convolution", tokens * (double) shared, shared * (convolution + bias), repeats(tp));
        // C·Bᵀ inside a chunk, once for the heads of a group
        long scanned = out.shard().scanned();
        double scores = 2.0 * scanned * chunk * state * localGroups;
        double pairs = (double) scanned * chunk * localGroups;
        double pair = scanned * (double) shared;
        Scan.describe(
                out, "state_space_scores", in, (int) localGroups, state, chunk, scores, pair, pairs, 0, 0, repeats(tp));
        double flops = scanned * (2.0 * chunk * headDim + 4.0 * state * headDim) * local;
        double states = (double) scanned / chunk * inner * state;
        double streams = scanned * (double) (inner + local);
        double outputs = (double) scanned * inner;
        // step bias, decay and skip of each head
        double weights = 3.0 * local;
        Scan.describe(out, "state_space", in, (int) local, state, headDim, flops, streams, outputs, states, weights, 1);
        Scan.update(out, (int) local, state, headDim);
        Scan.passState(out, (int) local, state, headDim);
        double tensor = element * tokens * inner;
        out.memory("gated_norm", Module.CORE_ATTN, 3 * tensor, 5 * tensor, 2 * tensor, in, inner, 1);
        out.gemm("out_proj", Module.ATTN_OUT_PROJ, tokens, hidden, inner, projectionBias, Module.CORE_ATTN, 1);
        out.leaveTensorParallel("mixer_scatter", Module.ATTN_OUT_PROJ, hidden);
    }

    @Override
    public double cacheBytes(double tokens, int tensorParallel, Storage format) {
        int local = heads / tensorParallel;
        double channels = (double) local * headDim + 2.0 * Math.max(1, groups / tensorParallel) * state;
        return Scan.stateBytes(local, state, headDim) + Operators.ACTIVATION_BYTES * convolution * channels;
    }

    private static void convolution(Operators out, String name, double elements, double weights, int replicas) {
        double bytes = Operators.ACTIVATION_BYTES * elements;
        out.memory(name, Module.QKV_PROJ, 2 * bytes, 3 * bytes, 0, Module.QKV_PROJ, weights, replicas);
    }

    private int repeats(int tp) {
        return Math.max(1, tp / groups);
    }

    @Override
    public int heads() {
        return heads;
    }

    @Override
    public int sharedHeads() {
        return groups;
    }

    @Override
    public String exchanges() {
        return "the running state of " + label() + ", which each rank needs from the one before";
    }

    @Override
    public String label() {
        return "state space (Mamba-2)";
    }
}
