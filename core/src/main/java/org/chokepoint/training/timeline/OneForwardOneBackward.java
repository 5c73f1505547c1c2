package org.chokepoint.training.timeline;

/**
 * 1F1B: a rank lets in one micro-batch for each rank behind it, then takes a forward and a backward in turn (Narayanan et al.
 * 2021, section 2.2.1).
 */
public final class OneForwardOneBackward {
    private OneForwardOneBackward() {}

    /** Order of a step. */
    public static Order order(int ranks, int microBatches) {
        Order.Turns turns = new Order.Turns(Placement.round(ranks, 1, microBatches));
        for (int rank = 0; rank < ranks; rank++) {
            int ahead = Math.min(microBatches, ranks - rank - 1);
            for (int i = 0; i < ahead; i++) {
                turns.forward(rank, i);
            }
            for (int i = 0; i < microBatches; i++) {
                if (ahead + i < microBatches) {
                    turns.forward(rank, ahead + i);
                }
                turns.backward(rank, i);
            }
            turns.endRank();
        }
        return turns.order();
    }
}
