package org.chokepoint.model;

import java.util.Locale;

/** How the ranks that split a sequence (context parallelism) exchange keys and values. Derived in {@code docs/model/long-context.md}. */
public enum ContextAlgorithm {
    /** Blocks pass round a ring while attention runs on the block at hand (Liu et al. 2023, arXiv:2310.01889). */
    RING,
    /** All keys and values are gathered first (Llama 3 report, arXiv:2407.21783, section 3.3.2). */
    ALL_GATHER,
    /**
     * Heads and tokens are exchanged, so that each rank has whole sequences of some heads (Jacobs et al. 2023,
     * arXiv:2309.14509).
     */
    ULYSSES;

    /** Word of a strategy. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
