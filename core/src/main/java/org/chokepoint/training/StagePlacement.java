package org.chokepoint.training;

/** Which parallel dimension lies next to the tensor- and context-parallel ranks of a block. */
public enum StagePlacement {
    /** Data-parallel ranks are neighbours and pipeline stages lie far apart (Megatron-LM's default order). */
    DATA_INSIDE,
    /**
     * Pipeline stages are neighbours, so that the stages of one replica share a node as far as they fit; tensor- and
     * context-parallel ranks stay within them (Megatron-LM's {@code tp-cp-ep-pp-dp}).
     */
    PIPELINE_INSIDE
}
