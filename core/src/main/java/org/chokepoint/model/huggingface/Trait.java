package org.chokepoint.model.huggingface;

/** What a family fixes in its code rather than in its config. */
enum Trait {
    /** Output head shares the embedding unless the config says otherwise. */
    TIED,
    /** Layer norms with scale and bias. */
    LAYER_NORM,
    /** Norms without parameters. */
    BARE_NORM,
    /** Norms behind each part as well as before it. */
    POST_NORMS,
    /** Norms behind each part only. */
    ONLY_POST_NORMS,
    /** Attention and feed-forward read one norm and are summed together. */
    PARALLEL,
    /** Query, key and value projections have biases unless the config says otherwise. */
    QKV_BIAS,
    /** The output projection has none even where the others do. */
    NO_OUTPUT_BIAS,
    /** Output projection has a bias. */
    OUTPUT_BIAS,
    /** Feed-forward matrices have biases unless the config says otherwise. */
    MLP_BIAS,
    /** Two matrices instead of three. */
    PLAIN_MLP,
    /** The output head has a bias. */
    HEAD_BIAS,
    /** One norm scale per head width for queries and for keys. */
    HEAD_NORM,
    /** A norm scale over all heads. */
    FULL_NORM,
    /** Queries and keys are normed if {@code use_qk_norm} says so, over all heads. */
    OPTIONAL_FULL_NORM,
    /** Queries and keys are normed if {@code use_qk_norm} says so, per head. */
    OPTIONAL_HEAD_NORM,
    /** Learned sink logits. */
    SINKS,
    /** Key-value heads default to query heads. */
    MULTI_HEAD,
    /** Head width must be given, not derived. */
    OWN_HEAD_DIM,
    /** Feed-forwards may be mixtures of experts. */
    EXPERTS,
    /** Expert width is {@code intermediate_size}. */
    EXPERT_WIDTH_PLAIN,
    /** A learned scalar gates the shared expert. */
    SHARED_GATE,
    /** The router has a bias or a balancing bias. */
    ROUTER_BIAS,
    /** Expert matrices have biases. */
    EXPERT_BIAS
}
