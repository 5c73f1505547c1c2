package org.chokepoint.model;

/** The chunked scan of a recurrent mixer: small matrix products between tokens of a chunk and with the running state. */
final class Scan {
    private Scan() {}

    /**
     * Adds one scan.
     *
     * @param flops of the forward of the whole micro-batch; the backward does twice as much
     * @param inputs elements read by the forward (all projected streams together)
     * @param outputs elements written
     * @param states elements of chunk-boundary states written and read again
     * @param weights parameters of the recurrence on this rank (decay, step bias, skip)
     * @param replicas ranks that repeat it
     */
    static void describe(
            Operators out,
            String name,
            Module inputFrom,
            int heads,
            int keyDim,
            int valueDim,
            double flops,
            double inputs,
            double outputs,
            double states,
            double weights,
            int replicas) {
        if (out.shard().scanned() == 0) {
            return;
        }
        double element = Operators.ACTIVATION_BYTES;
        double bytes = element * (inputs + outputs) + 2 * 4.0 * states;
        out.add(new Operator(
                name,
                OperatorKind.SCAN,
                Module.CORE_ATTN,
                out.shard().scanned(),
                valueDim,
                keyDim,
                Precision.BF16,
                heads * out.shard().sequences(),
                flops,
                flops,
                2 * flops,
                bytes,
                2 * bytes,
                element * inputs,
                inputFrom,
                weights,
                weights,
                false,
                replicas));
    }

    /** Sequences that generate read their states and write them back. */
    static void update(Operators out, int heads, int keyDim, int valueDim) {
        Served served = out.shard().served();
        if (served.decodes() > 0) {
            double states = 2 * served.decodes() * stateBytes(heads, keyDim, valueDim);
            out.memory("state_update", Module.CORE_ATTN, states, 0, 0, Module.OUTSIDE, 0, 1);
        }
    }

    /** Bytes of the states of one sequence, in FP32. */
    static double stateBytes(int heads, int keyDim, int valueDim) {
        return 4.0 * heads * keyDim * valueDim;
    }

    /** The running state goes round the ranks that share a sequence. */
    static void passState(Operators out, int heads, int keyDim, int valueDim) {
        double state = 4.0
                * out.shard().sequences()
                * heads
                * keyDim
                * valueDim
                * out.shard().contextParallel();
        out.exchange("state_ring", Exchange.Kind.RING, Exchange.Group.CONTEXT, Module.CORE_ATTN, state, state);
    }
}
