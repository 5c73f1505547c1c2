package org.chokepoint.training.timeline;

/**
 * DualPipe-V: DualPipe folded in the middle. One copy of the model goes down the ranks and back up, so that each rank holds
 * two chunks (README of DualPipe, credited there to Qi et al.).
 */
public final class DualPipeV {
    private DualPipeV() {}

    /**
     * Order of a step.
     *
     * @param microBatches at least twice the ranks
     */
    public static Order order(int ranks, int microBatches) {
        Order.Turns turns = new Order.Turns(Placement.vee(ranks, microBatches));
        for (int rank = 0; rank < ranks; rank++) {
            new TwoWays(turns, rank, 2 * ranks - 1 - rank, ranks).take(rank, microBatches);
            turns.endRank();
        }
        return turns.order();
    }
}
