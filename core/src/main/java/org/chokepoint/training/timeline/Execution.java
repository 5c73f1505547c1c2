package org.chokepoint.training.timeline;

/**
 * A step as it ran: for every turn of an {@link Order} when it began and ended, and what held it up.
 *
 * @param order order that was run
 * @param times what its turns take
 * @param start begin of each turn in seconds from the begin of the step
 * @param end end of each turn
 * @param through when each turn's forward was through; the end, but for pairs
 * @param busy seconds of each turn without what held it up inside
 * @param cause what decided when each turn began: {@link Hold} by ordinal
 * @param inside what held each turn up inside: {@link Hold} by ordinal
 * @param finish when each rank has reduced its gradients, but for those that first and last rank hold both
 * @param seconds length of the step
 */
public record Execution(
        Order order,
        Times times,
        double[] start,
        double[] end,
        double[] through,
        double[] busy,
        byte[] cause,
        byte[] inside,
        double[] finish,
        double seconds) {

    /** What a turn waits for. */
    public enum Hold {
        /** The turn before it on the same rank. */
        RANK,
        /** An activation from the place before. */
        INPUT,
        /** A gradient from the place behind. */
        GRADIENT,
        /** The rank's own send of the turn before. */
        SEND,
        /** The host, which has not issued the kernels. */
        HOST,
        /** Data-parallel communication. */
        DATA;

        private static final Hold[] ALL = values();

        static Hold of(byte ordinal) {
            return ALL[ordinal];
        }
    }

    /** What decided when a turn began. */
    public Hold cause(int turn) {
        return Hold.of(cause[turn]);
    }

    /** Rank whose gradients are reduced last; of the first and the last rank, the one for which the other waits. */
    int lastRank() {
        int last = 0;
        for (int rank = 1; rank < finish.length; rank++) {
            double more = tied(rank) - tied(last);
            last = finish[rank] + more > finish[last] ? rank : last;
        }
        return last;
    }

    /** Seconds in which a rank sums with the rank at the other end what both hold. */
    double tied(int rank) {
        return rank == 0 || rank == finish.length - 1 ? times.data().tied() : 0;
    }
}
