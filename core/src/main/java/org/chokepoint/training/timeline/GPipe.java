package org.chokepoint.training.timeline;

/** GPipe: all forwards, then all backwards, last micro-batch first (Huang et al. 2019, figure 2c). */
public final class GPipe {
    private GPipe() {}

    /** Order of a step. */
    public static Order order(int ranks, int microBatches) {
        Order.Turns turns = new Order.Turns(Placement.round(ranks, 1, microBatches));
        for (int rank = 0; rank < ranks; rank++) {
            for (int i = 0; i < microBatches; i++) {
                turns.forward(rank, i);
            }
            for (int i = microBatches - 1; i >= 0; i--) {
                turns.backward(rank, i);
            }
            turns.endRank();
        }
        return turns.order();
    }
}
