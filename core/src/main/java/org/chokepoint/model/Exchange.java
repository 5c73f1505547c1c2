package org.chokepoint.model;

/**
 * Communication that a layer asks for in one micro-batch.
 *
 * @param name stable name, e.g. {@code dispatch}
 * @param kind collective
 * @param group parallel group in which it runs
 * @param module part of the layer it belongs to; repeated when that part is recomputed
 * @param position operators that come before it in the forward
 * @param forwardBytes bytes of the collective in the forward: the gathered (or unreduced) tensor of one rank's group;
 *     for all-to-all, what one rank sends before deduplication
 * @param backwardBytes the same in the backward, of one message
 * @param backwardMessages collectives of so many bytes that follow each other in the backward; the forward has one
 */
public record Exchange(
        String name,
        Kind kind,
        Group group,
        Module module,
        int position,
        double forwardBytes,
        double backwardBytes,
        int backwardMessages) {

    /** The same exchange with further operators before it. */
    Exchange behind(int operators) {
        int behind = position + operators;
        return new Exchange(name, kind, group, module, behind, forwardBytes, backwardBytes, backwardMessages);
    }

    /** Collective operations. */
    public enum Kind {
        /** Gather in the forward, reduce-scatter in the backward (or the reverse): same cost either way. */
        ALL_GATHER,
        REDUCE_SCATTER,
        ALL_REDUCE,
        ALL_TO_ALL,
        /** Neighbour-to-neighbour passes round a ring (context parallelism). */
        RING
    }

    /** Parallel groups. */
    public enum Group {
        TENSOR,
        CONTEXT,
        EXPERT,
        EXPERT_TENSOR
    }
}
