package org.chokepoint.training;

/** How context-parallel ranks exchange keys and values. */
public enum ContextAlgorithm {
    /** Blocks pass round a ring while attention runs on the block at hand. */
    RING,
    /** All keys and values are gathered first. */
    ALL_GATHER,
    /** Heads and tokens are exchanged, so that each rank has whole sequences of some heads. */
    ULYSSES
}
