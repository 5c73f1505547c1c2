package org.chokepoint.training.timeline;

/**
 * Where the chunks of a model stand. A place is a chunk on a rank. Micro-batches pass the places of a way in order of their
 * numbers, and their gradients come back the same way.
 *
 * @param ranks pipeline ranks
 * @param chunks chunks of the model
 * @param microBatches micro-batches that pass each way in a step
 * @param rank rank of each place
 * @param chunk chunk of each place
 * @param last whether a way ends at a place
 */
public record Placement(int ranks, int chunks, int microBatches, int[] rank, int[] chunk, boolean[] last) {
    /**
     * One way that goes round the ranks: chunk c stands on rank c modulo the ranks.
     *
     * @param rounds chunks of a rank: 1, or the virtual stages of interleaving
     */
    static Placement round(int ranks, int rounds, int microBatches) {
        return oneWay(ranks, rounds, microBatches, false);
    }

    /** One way that goes down the ranks and back up: a rank holds a chunk and its mirror image. */
    static Placement vee(int ranks, int microBatches) {
        return oneWay(ranks, 2, microBatches, true);
    }

    private static Placement oneWay(int ranks, int rounds, int microBatches, boolean turns) {
        int chunks = ranks * rounds;
        int[] rank = new int[chunks];
        int[] chunk = new int[chunks];
        boolean[] last = new boolean[chunks];
        for (int c = 0; c < chunks; c++) {
            boolean back = turns && c / ranks % 2 == 1;
            rank[c] = back ? ranks - 1 - c % ranks : c % ranks;
            chunk[c] = c;
        }
        last[chunks - 1] = true;
        return new Placement(ranks, chunks, microBatches, rank, chunk, last);
    }

    /** Two ways, down the ranks and up, over two copies of the model: places 0 to ranks − 1, and ranks to 2·ranks − 1. */
    static Placement bothWays(int ranks, int microBatchesEachWay) {
        int[] rank = new int[2 * ranks];
        int[] chunk = new int[2 * ranks];
        boolean[] last = new boolean[2 * ranks];
        for (int c = 0; c < ranks; c++) {
            rank[c] = c;
            chunk[c] = c;
            rank[ranks + c] = ranks - 1 - c;
            chunk[ranks + c] = c;
        }
        last[ranks - 1] = true;
        last[2 * ranks - 1] = true;
        return new Placement(ranks, ranks, microBatchesEachWay, rank, chunk, last);
    }

    /** Places of all ways. */
    public int places() {
        return rank.length;
    }

    /** Whether a way begins at a place. */
    boolean first(int place) {
        return place == 0 || last[place - 1];
    }

    /** Index of a micro-batch at a place, for arrays over both. */
    int at(int place, int microBatch) {
        return place * microBatches + microBatch;
    }
}
