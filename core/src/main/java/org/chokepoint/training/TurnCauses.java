package org.chokepoint.training;

import org.chokepoint.training.StepCosting.Laid;
import org.chokepoint.training.timeline.CriticalPath;
import org.chokepoint.training.timeline.Execution;
import org.chokepoint.training.timeline.Order;
import org.chokepoint.training.timeline.RankTime;
import org.chokepoint.training.timeline.Turn;

/** What the seconds of turns go to. */
final class TurnCauses {
    /** Sums of the same turns in another order differ by no more. */
    private static final double ROUNDING = 1e-12;

    private final Laid laid;
    private final Execution execution;
    private final Order order;
    private final Stage[] chunks;
    private final double beside;

    /**
     * @param beside factor by which compute slows in pairs
     */
    TurnCauses(Laid laid, Execution execution, double beside) {
        this.laid = laid;
        this.execution = execution;
        this.order = execution.order();
        this.chunks = laid.chunks();
        this.beside = beside;
    }

    /**
     * Seconds of a step by cause. The turns on the critical path are more than those of any one rank: what they have more runs
     * while the busiest rank waits, and is the bubble. Of each turn on the path, its causes get the share that the busiest
     * rank's own turns have in all of them.
     *
     * @param busiest seconds of turns of the busiest rank
     */
    double[] along(CriticalPath path, double busiest) {
        double[] byCause = new double[Cause.COUNT];
        double turns = 0;
        for (int i = 0; i < path.turns().length; i++) {
            int turn = path.turns()[i];
            double busy = execution.busy()[turn];
            addTurn(turn, busy > 0 ? path.seconds()[i] / busy : 0, byCause);
            turns += path.seconds()[i];
        }
        double share = busiest < turns * (1 - ROUNDING) ? busiest / turns : 1;
        for (int i = 0; i < Cause.COUNT; i++) {
            byCause[i] *= share;
        }
        byCause[Cause.PIPELINE_BUBBLE.ordinal()] += turns * (1 - share);
        byCause[Cause.PIPELINE_COMMUNICATION.ordinal()] += path.sends();
        byCause[Cause.DATA_COMMUNICATION.ordinal()] += path.data();
        byCause[Cause.HOST.ordinal()] += path.host();
        byCause[Cause.OPTIMIZER.ordinal()] += path.optimizer();
        return byCause;
    }

    /** How a rank spends a step. */
    RankSeconds rank(int rank, RankTime time) {
        double[] byCause = new double[Cause.COUNT];
        for (int turn = order.from()[rank]; turn < order.from()[rank + 1]; turn++) {
            addTurn(turn, 1, byCause);
        }
        double communication = time.sends();
        for (Cause cause : Cause.values()) {
            communication += cause.communicates() ? byCause[cause.ordinal()] : 0;
        }
        double compute = time.turns() + time.sends() - communication;
        return new RankSeconds(compute, communication, time.data(), time.optimizer(), time.host(), time.waiting());
    }

    /** Adds a share of a turn's seconds. */
    private void addTurn(int index, double share, double[] byCause) {
        Turn turn = order.turn(index);
        Stage there = chunk(order.forward()[index]);
        Stage back = chunk(order.backward()[index]);
        double factor = turn == Turn.PAIR && laid.hides(there, back) ? beside : 1;
        double compute = 0;
        if (there != null) {
            add(there.forwardByCause, share * factor, byCause);
            compute += there.forward;
        }
        if (back != null && turn != Turn.WEIGHT_GRADIENT) {
            add(back.inputByCause, share * factor, byCause);
            compute += back.inputGradient;
        }
        if (back != null && turn != Turn.INPUT_GRADIENT) {
            add(back.weightByCause, share * factor, byCause);
            compute += back.weightGradient;
        }
        byCause[Cause.EXPERT_COMMUNICATION.ordinal()] += share * (execution.busy()[index] - factor * compute);
    }

    private Stage chunk(int entry) {
        return entry < 0 ? null : chunks[order.placement().chunk()[order.place(entry)]];
    }

    private static void add(double[] seconds, double factor, double[] byCause) {
        for (int i = 0; i < seconds.length; i++) {
            byCause[i] += factor * seconds[i];
        }
    }
}
