package org.chokepoint.training.timeline;

/**
 * DualPipe: half of the micro-batches go down the ranks and half up, each rank holds the chunks of both ways, and the forward
 * of one way runs through the backward of the other (DeepSeek-V3 report, section 3.2.1, figure 5).
 */
public final class DualPipe {
    private DualPipe() {}

    /**
     * Order of a step.
     *
     * @param ranks an even number
     * @param microBatches an even number, at least twice the ranks
     */
    public static Order order(int ranks, int microBatches) {
        int each = microBatches / 2;
        Order.Turns turns = new Order.Turns(Placement.bothWays(ranks, each));
        for (int rank = 0; rank < ranks; rank++) {
            int mirror = ranks - 1 - rank;
            // places of both ways on this rank; the nearer way is that whose start is nearer
            int down = rank;
            int up = ranks + mirror;
            boolean upper = rank < mirror;
            new TwoWays(turns, upper ? down : up, upper ? up : down, ranks / 2).take(Math.min(rank, mirror), each);
            turns.endRank();
        }
        return turns.order();
    }
}
