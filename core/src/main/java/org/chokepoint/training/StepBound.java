package org.chokepoint.training;

import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;

/**
 * The least that a step can take, for searches: no {@linkplain ExecutedStep executed step} is shorter than its bound ({@code
 * StepBoundTest}). It is the longest over ranks of what a rank is busy, of the way of the first micro-batch to it, and of that of
 * the last one back; derived in {@code docs/model/search.md}. Layer costs are computed once and kept. Not safe for use by several
 * threads at once.
 */
public final class StepBound {
    private final StepCosting costing;
    private final Machine machine;

    /**
     * @param balance how evenly tokens reach expert-parallel ranks
     */
    public StepBound(Network network, Machine machine, ExpertBalance balance) {
        this.costing = new StepCosting(network, machine, balance);
        this.machine = machine;
    }

    /** Bounds of strategies that differ from this one only in ZeRO and in what runs beside compute for data parallelism. */
    public Split split(Job job, Strategy s) {
        StepCosting.Laid laid = costing.lay(job, s);
        return new Split(laid, new ShareCosts(costing, laid));
    }

    /**
     * Strategies that differ only in how data-parallel ranks share what they hold: {@code zero_stage}, {@code zero_group}, {@code
     * gradient_overlap}, {@code parameter_overlap}.
     */
    public final class Split {
        private final StepCosting.Laid laid;
        private final ShareCosts shares;
        private final RankBounds bounds;

        private Split(StepCosting.Laid laid, ShareCosts shares) {
            this.laid = laid;
            this.shares = shares;
            this.bounds = RankBounds.of(laid, costing);
        }

        /**
         * The same ranks and chunks with other work in them: another micro-batch, recomputation, schedule of as many chunks. What
         * the ranks share stays the same.
         */
        public Split with(Strategy other) {
            StepCosting.Laid again = costing.lay(laid.job(), other);
            boolean same = again.chunks().length == laid.chunks().length && again.mirrored() == laid.mirrored();
            return new Split(again, same ? shares : new ShareCosts(costing, again));
        }

        /** Seconds below which no step of one of these strategies falls. */
        public double seconds(Strategy s) {
            return bounds.seconds(shares.of(s), s);
        }

        /** Seconds below which none of them falls, whatever their ranks share. */
        public double floor() {
            return bounds.floor();
        }

        /** Memory of the fullest chip in bytes, as the driver counts it, of one of these strategies. */
        public double deviceBytes(Strategy s) {
            return new MemoryModel(s, laid.layout(), machine)
                    .fullest(laid.ranks(), laid.schedule())
                    .device();
        }

        /** Mean power of a chip over a step of some length, in watts. */
        public double watts(double seconds) {
            return costing.watts(laid, seconds);
        }
    }
}
