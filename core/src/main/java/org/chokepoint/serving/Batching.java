package org.chokepoint.serving;

/** How prompts and decodes share iterations. */
public enum Batching {
    /** Every iteration decodes; what its token budget leaves goes to prompts, cut into chunks (Sarathi-Serve; vLLM from V1 on). */
    CHUNKED,
    /** Waiting prompts go first, whole, in iterations of their own, while decodes wait (Orca's successors; vLLM's V0). */
    PROMPTS_FIRST
}
