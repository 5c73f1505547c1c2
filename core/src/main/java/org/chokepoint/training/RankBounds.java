package org.chokepoint.training;

/**
 * Seconds that a step of one schedule needs at least, apart from data parallelism: for each rank the way of the first
 * micro-batch to it, its own turns, and the way of the last micro-batch back from it. Of ranks that hold the same only the last
 * counts, which is that with the longest way ({@code SearchBenchmark}).
 */
final class RankBounds {
    private final StepCosting.Laid laid;
    private final int microBatches;
    private final double host;
    private final double beside;
    private final boolean pairs;
    private final Stage[] chunks;
    private final Stage[] ranks;
    // seconds of a send from each rank to the next, and sums of ways: to a place, and back from it
    private final double[] hops;
    private final double[] there;
    private final double[] back;
    // by rank: own turns; what can follow them at least; own turns from the first backward on
    private final double[] work;
    private final double[] behind;
    private final double[] draining;
    private final double[] hostWork;
    private final boolean[] counts;

    private RankBounds(StepCosting.Laid laid, StepCosting costing) {
        this.laid = laid;
        this.microBatches = laid.layout().microBatches();
        this.host = costing.hostSeconds();
        this.beside = costing.besideFactor(laid.strategy());
        this.pairs = laid.schedule().pairs(laid.strategy());
        this.chunks = laid.chunks();
        this.ranks = laid.ranks();
        this.hops = costing.hops(laid);
        this.there = new double[chunks.length + 1];
        this.back = new double[chunks.length + 1];
        this.work = new double[ranks.length];
        this.behind = new double[ranks.length];
        this.draining = new double[ranks.length];
        this.hostWork = new double[ranks.length];
        this.counts = new boolean[ranks.length];
    }

    static RankBounds of(StepCosting.Laid laid, StepCosting costing) {
        RankBounds bounds = new RankBounds(laid, costing);
        bounds.ways();
        for (int rank = 0; rank < bounds.ranks.length; rank++) {
            boolean last = rank + 1 == bounds.ranks.length || bounds.ranks[rank + 1] != bounds.ranks[rank];
            bounds.counts[rank] = laid.mirrored() || last || rank == 0;
            if (bounds.counts[rank]) {
                bounds.rank(rank);
            }
        }
        return bounds;
    }

    /** Sums of forwards up to each chunk, and of backwards from it back to the first, with the sends between ranks. */
    private void ways() {
        Strategy s = laid.strategy();
        boolean vee = laid.schedule() == Schedule.DUALPIPE_V;
        for (int c = 0; c < chunks.length; c++) {
            double hop = c + 1 < chunks.length ? hop(c, vee, s.pipelineParallel()) : 0;
            there[c + 1] = there[c] + chunks[c].forwardAlone() + hop;
            back[c + 1] = back[c] + backward(chunks[c]) + hop;
        }
    }

    private double hop(int chunk, boolean vee, int pp) {
        if (pp == 1 || vee && chunk == pp - 1) {
            return 0;
        }
        int from = vee && chunk >= pp ? 2 * pp - 1 - chunk : chunk % pp;
        int to = vee && chunk >= pp ? from - 1 : (chunk + 1) % pp;
        // from the last rank round to the first at least what the nearest send takes
        return Math.abs(to - from) == 1 ? hops[Math.min(from, to)] : Math.min(hops[0], hops[hops.length - 1]);
    }

    /** A backward that hands a gradient on: where schedules split it or pair it, without its weight gradient. */
    private double backward(Stage stage) {
        boolean whole = !laid.schedule().splits() && !pairs;
        return stage.inputAlone() + (whole ? stage.weightGradient : 0);
    }

    private void rank(int rank) {
        Schedule schedule = laid.schedule();
        int pp = ranks.length;
        if (schedule == Schedule.DUALPIPE) {
            Stage mirror = ranks[pp - 1 - rank];
            work[rank] = microBatches * (least(ranks[rank]) + least(mirror)) / 2;
            hostWork[rank] = microBatches * (issued(ranks[rank]) + issued(mirror)) / 2;
            return;
        }
        Stage own = ranks[rank];
        boolean blocks = schedule.sendsBlock() && pp > 1;
        double sends = 0;
        if (blocks) {
            sends = (rank + 1 < pp ? hops[rank] : 0) + (rank > 0 ? hops[rank - 1] : 0);
        }
        work[rank] = microBatches * ((blocks ? waiting(own) : least(own)) + sends);
        hostWork[rank] = microBatches * issued(own);
        if (schedule.splits()) {
            return;
        }
        // the last turn is a backward of the rank's first chunk, whose gradient goes back to the first rank; its own
        // send counts
        // among that way
        behind[rank] = back[rank] - lastSend(rank);
        if (schedule == Schedule.ONE_F_ONE_B || schedule == Schedule.INTERLEAVED) {
            drain(rank, sends);
        }
    }

    /** The send behind a rank's last turn, where it waits for its sends. */
    private double lastSend(int rank) {
        return laid.schedule().sendsBlock() && rank > 0 ? hops[rank - 1] : 0;
    }

    /**
     * From the moment at which the first gradient reaches a rank: all of its backwards, and the forwards that its schedule holds
     * back until then.
     */
    private void drain(int rank, double sends) {
        int pp = ranks.length;
        int rounds = chunks.length / pp;
        boolean interleaved = laid.schedule() == Schedule.INTERLEAVED || pairs;
        int all = rounds * microBatches;
        int ahead = interleaved ? 2 * (pp - rank - 1) + (rounds - 1) * pp + (pairs ? 1 : 0) : pp - rank - 1;
        int held = Math.max(0, all - Math.min(all, ahead) - 1);
        int place = chunks.length - pp + rank;
        double arrives = there[chunks.length] + back[chunks.length] - back[place + 1];
        double forward = Double.POSITIVE_INFINITY;
        double backwards = 0;
        for (int round = 0; round < rounds; round++) {
            Stage chunk = chunks[round * pp + rank];
            forward = Math.min(forward, chunk.forward);
            backwards += pairs ? chunk.inputGradient + chunk.weightGradient : backward(chunk);
        }
        boolean blocks = sends > 0;
        double sent = blocks && rank + 1 < pp ? held * hops[rank] : 0;
        sent += blocks && rank > 0 ? microBatches * hops[rank - 1] : 0;
        draining[rank] = arrives + microBatches * backwards + held * forward + sent + behind[rank];
    }

    /**
     * A micro-batch's forward and backward. In a pair the longer of compute and exchanges counts, though not more than both one
     * after the other: not all turns are pairs.
     */
    private double least(Stage stage) {
        double compute = stage.compute();
        double exchange = stage.exchange();
        return pairs && exchange > 0
                ? Math.min(compute + exchange, Math.max(beside * compute, exchange))
                : compute + exchange;
    }

    /** The same where the host issues nothing ahead: each turn takes as long as it is issued. */
    private double waiting(Stage stage) {
        double forward = Math.max(stage.forwardAlone(), host * stage.operators);
        double backward = stage.inputAlone() + stage.weightGradient;
        return forward + Math.max(backward, host * (2 * stage.operators + stage.recomputedOperators));
    }

    private double issued(Stage stage) {
        return host * (3 * stage.operators + stage.recomputedOperators);
    }

    /** Seconds of a step if its ranks had nothing to share. */
    double floor() {
        double seconds = 0;
        for (int rank = 0; rank < ranks.length; rank++) {
            if (counts[rank]) {
                boolean both = laid.schedule() == Schedule.DUALPIPE;
                double start = both ? Math.min(there[rank], there[ranks.length - 1 - rank]) : there[rank];
                double own = start + work[rank] - (behind[rank] == 0 ? lastSend(rank) : 0) + behind[rank];
                seconds = Math.max(seconds, Math.max(own, Math.max(draining[rank], hostWork[rank])));
            }
        }
        return seconds;
    }

    /** Seconds of a step whose ranks share in some way what they hold. */
    double seconds(ShareCosts.Costs share, Strategy s) {
        double seconds = 0;
        int last = ranks.length - 1;
        double begins = begin(share, s, 0);
        for (int rank = 0; rank <= last; rank++) {
            if (!counts[rank]) {
                continue;
            }
            double start = begin(share, s, rank);
            if (laid.schedule() == Schedule.DUALPIPE) {
                double far = begin(share, s, last);
                double way = Math.min(begins + there[rank], far + there[last - rank]);
                start = Math.max(start, rank == 0 || rank == last ? Math.min(begins, far) : way);
            } else {
                start = Math.max(start, begins + there[rank]);
            }
            double own = start + work[rank] + each(share, s, rank);
            double ends = own - lastSend(rank) + end(share, s, rank);
            double returns = end(share, s, 0);
            double way = Math.max(own + behind[rank], begins + draining[rank]) + returns;
            if (behind[rank] == 0 && rank > 0) {
                way = Math.max(own, draining[rank] == 0 ? 0 : begins + draining[rank]);
            }
            double all = Math.max(Math.max(ends, way), Math.max(hostWork[rank], stream(share, s, rank)));
            boolean tied = rank == 0 || rank == last;
            seconds = Math.max(seconds, all + (tied ? share.tied() : 0));
        }
        return seconds + share.norm();
    }

    /** When a rank can begin: behind its optimizer and, unless every turn gathers its own, the first parameters. */
    private static double begin(ShareCosts.Costs share, Strategy s, int rank) {
        double gathers = s.zeroStage() == 3 ? 0 : s.parameterOverlap() ? share.firstUnit()[rank] : share.gather()[rank];
        return share.optimizer()[rank] + gathers;
    }

    /** What follows a rank's last turn. */
    private static double end(ShareCosts.Costs share, Strategy s, int rank) {
        if (s.zeroStage() >= 2) {
            return 0;
        }
        return s.gradientOverlap() ? share.lastUnit()[rank] : share.reduce()[rank];
    }

    /** What turns take longer because every one gathers or reduces (ZeRO-2 and 3), where that does not run beside them. */
    private double each(ShareCosts.Costs share, Strategy s, int rank) {
        double each = 0;
        if (s.zeroStage() == 3 && !s.parameterOverlap()) {
            each += 2 * share.gather()[rank] - share.gather()[rank] / share.units();
        }
        if (s.zeroStage() >= 2 && !s.gradientOverlap()) {
            each += share.reduce()[rank];
        }
        return pairs ? each / 2 * microBatches : each * microBatches;
    }

    /** Seconds for which a rank's data-parallel communication is busy, behind its optimizer. */
    private double stream(ShareCosts.Costs share, Strategy s, int rank) {
        double gather = share.gather()[rank];
        double reduce = s.gradientOverlap() ? share.reduce()[rank] : 0;
        if (s.zeroStage() == 3) {
            double most = s.parameterOverlap() ? 2 * gather - gather / Math.max(1, share.units()) : 0;
            return share.optimizer()[rank] + microBatches * ((pairs ? most / 2 : most) + reduce);
        }
        return share.optimizer()[rank] + gather + (s.zeroStage() == 2 ? microBatches : 1) * reduce;
    }
}
