package org.chokepoint.training;

import org.chokepoint.catalog.Named;
import org.chokepoint.training.timeline.DualPipe;
import org.chokepoint.training.timeline.DualPipeV;
import org.chokepoint.training.timeline.GPipe;
import org.chokepoint.training.timeline.Interleaved;
import org.chokepoint.training.timeline.OneForwardOneBackward;
import org.chokepoint.training.timeline.Order;
import org.chokepoint.training.timeline.ZeroBubble;

/** Pipeline schedules. */
public enum Schedule implements Named {
    /** All forwards, then all backwards (Huang et al. 2019). */
    GPIPE("gpipe"),
    /** One forward, one backward in turn (Narayanan et al. 2021). */
    ONE_F_ONE_B("1f1b"),
    /** 1F1B over several virtual stages per rank (Narayanan et al. 2021). */
    INTERLEAVED("interleaved"),
    /** Weight gradients fill the bubble (Qi et al. 2023), memory as 1F1B. */
    ZB_H1("zb-h1"),
    /** Two directions, communication hidden behind the other direction's compute (DeepSeek-V3 report, section 3.2.1). */
    DUALPIPE("dualpipe"),
    /** DualPipe folded into a V: half the parameters. */
    DUALPIPE_V("dualpipe-v");

    private final String word;

    Schedule(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** Chunks that a rank holds. */
    int chunks(Strategy s) {
        return this == DUALPIPE_V ? 2 : s.virtualStages();
    }

    /** Whether a forward and a backward share turns, so that each can hide the other's exchanges. */
    public boolean pairs(Strategy s) {
        switch (this) {
            case DUALPIPE:
            case DUALPIPE_V:
                return true;
            case INTERLEAVED:
                return s.expertOverlap();
            default:
                return this == ONE_F_ONE_B && s.expertOverlap() && s.pipelineParallel() == 1;
        }
    }

    /** Whether the last backwards are split into input and weight gradients. */
    boolean splits() {
        return this == ZB_H1 || this == DUALPIPE || this == DUALPIPE_V;
    }

    /** Whether a rank waits for its sends, as Megatron-LM does where a rank has one chunk and one way. */
    boolean sendsBlock() {
        return this == GPIPE || this == ONE_F_ONE_B;
    }

    /**
     * Whether there are micro-batches enough: two-way schedules need two for each rank, DualPipe an even number, ZB-H1 one for
     * each rank, interleaving a multiple of the ranks.
     */
    boolean runs(int ranks, int microBatches) {
        switch (this) {
            case INTERLEAVED:
                return microBatches % ranks == 0;
            case ZB_H1:
                return microBatches >= ranks;
            case DUALPIPE:
                return microBatches >= 2 * ranks && microBatches % 2 == 0;
            case DUALPIPE_V:
                return microBatches >= 2 * ranks;
            default:
                return true;
        }
    }

    /**
     * Micro-batches whose activations a rank keeps at most, until their weight gradients are made; of a rank with several chunks
     * all of these. Held against the orders by {@code InFlightTest}.
     */
    double inFlight(Strategy s, int rank, int microBatches) {
        int ranks = s.pipelineParallel();
        int more = pairs(s) ? 1 : 0;
        switch (this) {
            case GPIPE:
                return microBatches;
            case INTERLEAVED:
                int v = s.virtualStages();
                return Math.min(microBatches, (2.0 * (ranks - rank - 1) + (v - 1.0) * ranks + 1 + more) / v);
            case ZB_H1:
                return Math.min(microBatches, ranks);
            case DUALPIPE:
                return ranks + 1;
            case DUALPIPE_V:
                return (2.0 * ranks + 1) / 2;
            default:
                return Math.min(microBatches, ranks - rank + more);
        }
    }

    /** Order of turns for a number of micro-batches that {@linkplain #runs suffices}. */
    Order order(Strategy s, int microBatches) {
        int ranks = s.pipelineParallel();
        switch (this) {
            case GPIPE:
                return GPipe.order(ranks, microBatches);
            case INTERLEAVED:
                return Interleaved.order(ranks, s.virtualStages(), microBatches, pairs(s));
            case ZB_H1:
                return ZeroBubble.order(ranks, microBatches);
            case DUALPIPE:
                return DualPipe.order(ranks, microBatches);
            case DUALPIPE_V:
                return DualPipeV.order(ranks, microBatches);
            default:
                return pairs(s)
                        ? Interleaved.order(ranks, 1, microBatches, true)
                        : OneForwardOneBackward.order(ranks, microBatches);
        }
    }
}
