package org.chokepoint.training.timeline;

/**
 * Interleaved 1F1B: each rank holds several chunks that lie a round apart, and micro-batches pass in groups of as many as
 * there are ranks (Narayanan et al. 2021, section 2.2.2). Where forwards and backwards run in pairs, one more forward goes
 * ahead, so that the two of a pair never wait for each other.
 */
public final class Interleaved {
    private Interleaved() {}

    /**
     * Order of a step.
     *
     * @param chunks chunks of a rank; 1 in a single stage, whose pairs this order serves too
     * @param microBatches a multiple of the ranks
     * @param pairs whether a forward and a backward share a turn
     */
    public static Order order(int ranks, int chunks, int microBatches, boolean pairs) {
        Order.Turns turns = new Order.Turns(Placement.round(ranks, chunks, microBatches));
        int all = chunks * microBatches;
        for (int rank = 0; rank < ranks; rank++) {
            int ahead = 2 * (ranks - rank - 1) + (chunks - 1) * ranks + (pairs ? 1 : 0);
            ahead = Math.min(all, ahead);
            for (int k = 0; k < ahead; k++) {
                turns.forward(forwardPlace(k, rank, ranks, chunks), microBatch(k, ranks, chunks));
            }
            for (int k = 0; k < all; k++) {
                int there = ahead + k;
                int back = backwardPlace(k, rank, ranks, chunks);
                if (there >= all) {
                    turns.backward(back, microBatch(k, ranks, chunks));
                } else if (pairs) {
                    int forward = forwardPlace(there, rank, ranks, chunks);
                    turns.pair(forward, microBatch(there, ranks, chunks), back, microBatch(k, ranks, chunks));
                } else {
                    turns.forward(forwardPlace(there, rank, ranks, chunks), microBatch(there, ranks, chunks));
                    turns.backward(back, microBatch(k, ranks, chunks));
                }
            }
            turns.endRank();
        }
        return turns.order();
    }

    private static int microBatch(int k, int ranks, int chunks) {
        return k / (ranks * chunks) * ranks + k % ranks;
    }

    private static int forwardPlace(int k, int rank, int ranks, int chunks) {
        return k % (ranks * chunks) / ranks * ranks + rank;
    }

    private static int backwardPlace(int k, int rank, int ranks, int chunks) {
        return (chunks - 1 - k % (ranks * chunks) / ranks) * ranks + rank;
    }
}
