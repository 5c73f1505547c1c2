package org.chokepoint.model;

/** What limits an operator and which utilisation applies to it. */
public enum OperatorKind {
    /** Dense matrix product; its backward is an input-gradient and a weight-gradient product. */
    GEMM,
    /** One product per local expert with the rows routed to it. */
    GROUPED_GEMM,
    /** Softmax attention core. */
    ATTENTION,
    /**
     * Attention of a few queries to each sequence's past: m query rows of each of {@code groups} key-value heads over all
     * sequences, n keys.
     */
    DECODE_ATTENTION,
    /** Chunked scan of linear attention and state-space layers: small matrix products, bound by memory. */
    SCAN,
    /** Reads and writes memory; arithmetic is negligible. */
    MEMORY
}
