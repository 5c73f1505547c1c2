package org.chokepoint.serving;

import java.util.Locale;

/** What an iteration's time is spent on. */
public enum TimeUse {
    /** Matrix products outside routed experts: where few tokens pass, mostly weights read from memory. */
    PRODUCTS,
    /** Products of routed experts, with sorting rows by expert. */
    EXPERTS,
    /** Attention to caches and within prompts, and scans. */
    ATTENTION,
    /** Norms, activations, casts and other operators that only read and write. */
    ELEMENTWISE,
    /** Collectives of tensor parallelism. */
    TENSOR_COLLECTIVES,
    /** Tokens on their way to experts and back, and sends between stages, as far as nothing hides them. */
    EXCHANGE,
    /** The host: between iterations, and kernels that it does not issue fast enough. */
    HOST;

    /** Key in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
