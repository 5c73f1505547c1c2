package org.chokepoint.model;

/**
 * Linear attention with a state of fixed size per head, scanned in chunks.
 *
 * @param rule how the state is updated and gated
 * @param keyHeads heads of queries and keys; value heads share them in groups
 * @param valueHeads heads of values, each with a state of keyDim × valueDim
 * @param keyDim channels of a query or key
 * @param valueDim channels of a value
 * @param convolution taps of the short convolution on queries, keys and values; 0 if none
 */
public record LinearAttention(Rule rule, int keyHeads, int valueHeads, int keyDim, int valueDim, int convolution)
        implements Mixer {

    /** Update rules. */
    public enum Rule {
        /**
         * Gated delta rule: one decay and one writing strength per value head and token (Yang et al. 2024,
         * arXiv:2412.06464), with the gated norm of Qwen3-Next.
         */
        GATED_DELTA,
        /** Kimi delta attention: the decay has a value per key channel, from a low-rank projection (arXiv:2510.26692). */
        KIMI_DELTA,
        /** Lightning attention: a fixed decay per head, sigmoid output gate (MiniMax-01, arXiv:2501.08313). */
        LIGHTNING
    }

    /** Tokens of a chunk in the public kernels of the delta rules (flash-linear-attention). */
    private static final int DELTA_CHUNK = 64;

    /** Tokens of a block of lightning attention (MiniMax-01 modeling code). */
    private static final int LIGHTNING_BLOCK = 256;

    @Override
    public void describe(Operators out, int hidden) {
        int tp = out.shard().tensorParallel();
        long tokens = out.shard().tokens();
        long keys = (long) keyHeads / tp * keyDim;
        long heads = valueHeads / tp;
        long values = heads * valueDim;
        Module in = Module.QKV_PROJ;
        out.enterTensorParallel("attention_gather", in, hidden);
        switch (rule) {
            case GATED_DELTA:
                out.gathered("qkvz_proj", in, 2 * keys + 2 * values, hidden, false, Module.LAYERNORM);
                out.gemm16("ba_proj", in, tokens, 2 * heads, hidden, false, null, 1);
                break;
            case KIMI_DELTA:
                out.gathered("qkv_proj", in, 2 * keys + values, hidden, false, Module.LAYERNORM);
                out.gemm("gates_down_proj", in, tokens, (long) keyDim + valueDim, hidden, false, null, tp);
                out.gemm("decay_up_proj", in, tokens, keys, keyDim, false, in, 1);
                out.gemm("output_gate_up_proj", in, tokens, values, valueDim, false, in, 1);
                out.gemm16("b_proj", in, tokens, heads, hidden, false, null, 1);
                break;
            default:
                out.gathered("qkv_proj", in, 2 * keys + values, hidden, false, Module.LAYERNORM);
                out.gemm("output_gate_proj", in, tokens, values, hidden, false, null, 1);
                break;
        }
        double element = Operators.ACTIVATION_BYTES;
        double streams = tokens * (2.0 * keys + values);
        if (convolution > 0) {
            double taps = (2.0 * keys + values) * convolution;
            out.memory("short_convolution", in, 2 * element * streams, 3 * element * streams, 0, in, taps, 1);
        }
        long scanned = out.shard().scanned();
        double inputs = scanned * (2.0 * keys + values) + scanned * decayChannels(heads, keys);
        double states = (double) scanned / chunk() * heads * keyDim * valueDim;
        double flops = scanned * heads * flopsPerTokenAndHead();
        Scan.describe(
                out,
                "linear_attention",
                in,
                (int) heads,
                keyDim,
                valueDim,
                flops,
                inputs,
                (double) scanned * values,
                states,
                scanWeights(heads, keys),
                1);
        Scan.update(out, (int) heads, keyDim, valueDim);
        Scan.passState(out, (int) heads, keyDim, valueDim);
        double tensor = element * tokens * values;
        double normWeights = rule == Rule.LIGHTNING ? values : valueDim;
        out.memory("gated_norm", Module.CORE_ATTN, 3 * tensor, 5 * tensor, 2 * tensor, in, normWeights, 1);
        out.gemm("o_proj", Module.ATTN_OUT_PROJ, tokens, hidden, values, false, Module.CORE_ATTN, 1);
        out.leaveTensorParallel("attention_scatter", Module.ATTN_OUT_PROJ, hidden);
    }

    @Override
    public double cacheBytes(double tokens, int tensorParallel, Storage format) {
        double taps = Operators.ACTIVATION_BYTES
                * convolution
                * (2.0 * keyHeads * keyDim + (double) valueHeads * valueDim)
                / tensorParallel;
        return Scan.stateBytes(valueHeads / tensorParallel, keyDim, valueDim) + taps;
    }

    private int chunk() {
        return rule == Rule.LIGHTNING ? LIGHTNING_BLOCK : DELTA_CHUNK;
    }

    /**
     * FLOPs of the chunked forms. With a chunk of C tokens, lightning attention does the two products inside a chunk
     * (2·C·(k + v)) and two with the state (4·k·v); the delta rules also multiply keys with keys, invert a unit triangular
     * C × C matrix (C²/3), apply it to keys and values, and correct the values by the state (arXiv:2412.06464, section 3.3).
     */
    private double flopsPerTokenAndHead() {
        double c = chunk();
        double k = keyDim;
        double v = valueDim;
        if (rule == Rule.LIGHTNING) {
            return 2 * c * (k + v) + 4 * k * v;
        }
        return 2 * c * (3 * k + 2 * v) + c * c / 3 + 6 * k * v;
    }

    private double decayChannels(long heads, long keys) {
        switch (rule) {
            case GATED_DELTA:
                return 2.0 * heads;
            case KIMI_DELTA:
                return keys + (double) heads;
            default:
                return 0;
        }
    }

    private double scanWeights(long heads, long keys) {
        switch (rule) {
            case GATED_DELTA:
                return 2.0 * heads;
            case KIMI_DELTA:
                return heads + (double) keys;
            default:
                return 0;
        }
    }

    @Override
    public int heads() {
        return keyHeads;
    }

    @Override
    public String exchanges() {
        return "the running state of " + label() + ", which each rank needs from the one before";
    }

    @Override
    public String label() {
        switch (rule) {
            case GATED_DELTA:
                return "gated delta net";
            case KIMI_DELTA:
                return "Kimi delta attention";
            default:
                return "lightning attention";
        }
    }
}
