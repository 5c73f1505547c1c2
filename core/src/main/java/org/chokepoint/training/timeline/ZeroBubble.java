package org.chokepoint.training.timeline;

/**
 * ZB-H1: 1F1B with the backward split. Input gradients go first; rank r holds r weight gradients back and does them when the
 * pipeline drains, so that gradients reach the first ranks sooner and no more activations are kept than in 1F1B (Qi et al.
 * 2023, "Zero Bubble Pipeline Parallelism", section 2.1).
 */
public final class ZeroBubble {
    private ZeroBubble() {}

    /**
     * Order of a step.
     *
     * @param microBatches at least the ranks
     */
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
                turns.inputGradient(rank, i);
                if (i >= rank) {
                    turns.weightGradient(rank, i - rank);
                }
            }
            for (int i = Math.max(0, microBatches - rank); i < microBatches; i++) {
                turns.weightGradient(rank, i);
            }
            turns.endRank();
        }
        return turns.order();
    }
}
