package org.chokepoint.model;

/**
 * Hyper-connections: {@code streams} copies of the residual stream are mixed before and behind each part of a layer by
 * small matrices computed from the token (DeepSeek-V4 "mHC"). The mixing coefficients come from one projection of all
 * streams to streams² + 2·streams values.
 */
final class HyperConnection {
    private HyperConnection() {}

    static void describe(Operators out, String part, int streams, int hidden, long tokens, int replicas) {
        long width = (long) streams * hidden;
        long coefficients = (long) streams * streams + 2L * streams;
        out.gemm16(part + "_hyper_proj", Module.RESIDUAL, tokens, coefficients, width, true, null, replicas);
        double tensor = Operators.ACTIVATION_BYTES * tokens * width;
        out.memory(part + "_hyper_mix", Module.RESIDUAL, 3 * tensor, 5 * tensor, tensor, Module.OUTSIDE, 3, replicas);
    }
}
