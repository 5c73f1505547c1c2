package org.chokepoint.training;

/** Which parallel dimension lies next to the tensor-parallel ranks. */
public enum StagePlacement {
    /** Data-parallel ranks are neighbours and pipeline stages lie far apart (Megatron-LM's default order). */
    DATA_INSIDE,
    /** Pipeline stages are neighbours, so that the stages of one replica share a node as far as they fit. */
    PIPELINE_INSIDE
}
