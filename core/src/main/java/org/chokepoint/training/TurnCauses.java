package org.chokepoint.training;

import org.chokepoint.training.StepCosting.Laid;
import org.chokepoint.training.timeline.CriticalPath;
import org.chokepoint.training.timeline.Execution;
import org.chokepoint.training.timeline.Order;
import org.chokepoint.training.timeline.RankTime;
import org.chokepoint.training.timeline.Turn;

/** What the seconds of turns go to. */
final class TurnCauses {
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
     * Seconds of a step by cause, as a rank spends them. While it waits for others, something else goes on along the critical
     * path: what that has more of sends, host, data-parallel communication and optimizer than the rank itself, as far as the
     * rank waits so long. The rest is the bubble.
     */
    double[] along(CriticalPath path, int rank, RankTime time) {
        double[] byCause = turns(rank);
        double sends = Math.max(0, path.sends() - time.sends());
        double host = Math.max(0, path.host() - time.host());
        double data = Math.max(0, path.data() - time.data());
        double optimizer = Math.max(0, path.optimizer() - time.optimizer());
        double more = sends + host + data + optimizer;
        double waiting = Math.max(0, time.waiting());
        double share = more > waiting ? waiting / more : 1;
        byCause[Cause.PIPELINE_BUBBLE.ordinal()] += Math.max(0, waiting - share * more);
        byCause[Cause.PIPELINE_COMMUNICATION.ordinal()] += time.sends() + share * sends;
        byCause[Cause.HOST.ordinal()] += time.host() + share * host;
        byCause[Cause.DATA_COMMUNICATION.ordinal()] += time.data() + share * data;
        byCause[Cause.OPTIMIZER.ordinal()] += time.optimizer() + share * optimizer;
        return byCause;
    }

    /** How a rank spends a step. */
    RankSeconds rank(int rank, RankTime time) {
        double[] byCause = turns(rank);
        double communication = time.sends();
        for (Cause cause : Cause.values()) {
            communication += cause.communicates() ? byCause[cause.ordinal()] : 0;
        }
        double compute = time.turns() + time.sends() - communication;
        return new RankSeconds(compute, communication, time.data(), time.optimizer(), time.host(), time.waiting());
    }

    /** Seconds of a rank's turns. */
    private double[] turns(int rank) {
        double[] byCause = new double[Cause.COUNT];
        for (int turn = order.from()[rank]; turn < order.from()[rank + 1]; turn++) {
            addTurn(turn, byCause);
        }
        return byCause;
    }

    /** Adds a turn's seconds. */
    private void addTurn(int index, double[] byCause) {
        Turn turn = order.turn(index);
        Stage there = chunk(order.forward()[index]);
        Stage back = chunk(order.backward()[index]);
        double factor = turn == Turn.PAIR && laid.hides(there, back) ? beside : 1;
        double compute = 0;
        if (there != null) {
            add(there.forwardByCause, factor, byCause);
            compute += there.forward;
        }
        if (back != null && turn != Turn.WEIGHT_GRADIENT) {
            add(back.inputByCause, factor, byCause);
            compute += back.inputGradient;
        }
        if (back != null && turn != Turn.INPUT_GRADIENT) {
            add(back.weightByCause, factor, byCause);
            compute += back.weightGradient;
        }
        byCause[Cause.EXPERT_COMMUNICATION.ordinal()] += execution.busy()[index] - factor * compute;
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
