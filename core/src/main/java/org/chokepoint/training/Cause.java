package org.chokepoint.training;

import java.util.Locale;

/** What the seconds of a step go to. Each second has one cause. */
public enum Cause {
    /** Dense matrix products. */
    MATRIX_PRODUCTS,
    /** Products of routed experts. */
    EXPERT_PRODUCTS,
    /** Softmax attention cores. */
    ATTENTION,
    /** Scans of linear attention and state-space layers. */
    SCANS,
    /** Norms, activations, rotations, residuals, permutations, loss. */
    MEMORY_BOUND,
    /** Casts, transposes and block scales of narrow operands. */
    CASTS,
    /** Forward work repeated in the backward. */
    RECOMPUTE,
    /** Kernels that wait for the host to issue them. */
    HOST,
    /** Exposed tensor-parallel communication. */
    TENSOR_COMMUNICATION,
    /** Exposed context-parallel communication. */
    CONTEXT_COMMUNICATION,
    /** Exposed dispatch and combine. */
    EXPERT_COMMUNICATION,
    /** Exposed sends between stages. */
    PIPELINE_COMMUNICATION,
    /** Waiting of the busiest stage for others: filling, draining, uneven stages. */
    PIPELINE_BUBBLE,
    /** Exposed gradient reduction and parameter gathering. */
    DATA_COMMUNICATION,
    /** Optimizer update. */
    OPTIMIZER,
    /** Copies of activations to host memory and back that compute does not hide. */
    OFFLOAD;

    static final int COUNT = values().length;

    /** Whether it is communication, or copies, inside a micro-batch's forward or backward. */
    boolean communicates() {
        return this == TENSOR_COMMUNICATION
                || this == CONTEXT_COMMUNICATION
                || this == EXPERT_COMMUNICATION
                || this == OFFLOAD;
    }

    /** Whether it is work of the chip's kernels, which takes longer on a slower chip. */
    boolean computes() {
        return ordinal() <= RECOMPUTE.ordinal();
    }

    /** Key in the answer. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
