package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Data-parallel communication and optimizer of each rank of a laid strategy, for each way to share. Computed once: layouts that
 * differ only in their work have the same ({@code SearchBenchmark}).
 */
final class ShareCosts {
    private final StepCosting costing;
    private final StepCosting.Laid laid;
    private final List<Strategy> known = new ArrayList<>();
    private final List<Costs> costs = new ArrayList<>();

    ShareCosts(StepCosting costing, StepCosting.Laid laid) {
        this.costing = costing;
        this.laid = laid;
    }

    /**
     * Seconds of one way to share, by rank; ranks that hold the same have the same.
     *
     * @param optimizer update
     * @param gather gathering the parameters of all its chunks
     * @param firstUnit gathering the first layer of its first chunk
     * @param reduce reducing the gradients of all its chunks
     * @param lastUnit reducing those of a layer, of the chunk where this is least
     * @param units layers of a chunk
     * @param taken share of compute units that such communication takes
     * @param tied summing embeddings that first and last rank hold both
     * @param norm summing the gradients' norm
     */
    record Costs(
            double[] optimizer,
            double[] gather,
            double[] firstUnit,
            double[] reduce,
            double[] lastUnit,
            int units,
            double taken,
            double tied,
            double norm) {}

    /** Those of a strategy that shares in its way. */
    Costs of(Strategy s) {
        for (int i = 0; i < known.size(); i++) {
            Strategy other = known.get(i);
            if (other.zeroStage() == s.zeroStage()
                    && other.zeroGroup() == s.zeroGroup()
                    && other.offload() == s.offload()) {
                return costs.get(i);
            }
        }
        known.add(s);
        costs.add(compute(s));
        return costs.get(costs.size() - 1);
    }

    private Costs compute(Strategy s) {
        int ranks = laid.ranks().length;
        Stage[] chunks = laid.chunks();
        double[] gather = new double[chunks.length];
        double[] reduce = new double[chunks.length];
        double[] optimizer = new double[chunks.length];
        DataParallel parallel = null;
        for (int c = 0; c < chunks.length; c++) {
            boolean same = c > 0 && !laid.mirrored() && chunks[c] == chunks[c - 1];
            if (!same) {
                parallel = parallel == null || laid.mirrored() ? costing.data(laid, s, c) : parallel;
                DataParallel.Weights held = DataParallel.Weights.of(chunks[c]);
                boolean copies =
                        laid.mirrored() && laid.schedule() != laid.strategy().schedule();
                held = copies ? held.and(chunks[chunks.length - 1 - c]) : held;
                gather[c] = parallel.gather(held);
                reduce[c] = parallel.reduce(held);
                optimizer[c] = parallel.optimizer(held);
            } else {
                gather[c] = gather[c - 1];
                reduce[c] = reduce[c - 1];
                optimizer[c] = optimizer[c - 1];
            }
        }
        Costs sums = new Costs(
                new double[ranks],
                new double[ranks],
                new double[ranks],
                new double[ranks],
                new double[ranks],
                Math.max(1, chunks[0].layers),
                parallel.taken(),
                costing.tied(laid),
                parallel.norm());
        for (int rank = 0; rank < ranks; rank++) {
            sums.firstUnit[rank] = Double.POSITIVE_INFINITY;
            sums.lastUnit[rank] = Double.POSITIVE_INFINITY;
            for (int round = 0; round < rounds(); round++) {
                int c = chunk(rank, round);
                int units = Math.max(1, chunks[c].layers);
                sums.optimizer[rank] += optimizer[c];
                sums.gather[rank] += gather[c];
                sums.reduce[rank] += reduce[c];
                sums.firstUnit[rank] = Math.min(sums.firstUnit[rank], gather[c] / units);
                sums.lastUnit[rank] = Math.min(sums.lastUnit[rank], reduce[c] / units);
            }
        }
        return sums;
    }

    /** Chunks that a rank runs. */
    private int rounds() {
        return laid.schedule() == Schedule.DUALPIPE ? 2 : laid.chunks().length / laid.ranks().length;
    }

    private int chunk(int rank, int round) {
        if (laid.schedule() == Schedule.DUALPIPE) {
            return round == 0 ? rank : laid.ranks().length - 1 - rank;
        }
        return rounds() == 1 ? rank : Layout.chunk(laid.strategy(), rank, round);
    }
}
