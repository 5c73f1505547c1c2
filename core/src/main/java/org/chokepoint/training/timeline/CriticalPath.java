package org.chokepoint.training.timeline;

import java.util.Arrays;
import org.chokepoint.training.timeline.Execution.Hold;

/**
 * The chain of turns, sends and waits that makes a step as long as it is, walked from its end to its begin. A turn that began
 * when its input came leads to the turn that sent it; any other leads to the turn before it on its rank. The seconds of the
 * turns and the others add up to the step.
 *
 * @param turns turns on the path, last first
 * @param seconds how much of each turn lies on the path: all of it, or of a pair whose forward led on, what came before
 * @param optimizer seconds of the optimizer
 * @param sends seconds between the end of a turn and the begin of one that waited for what it sent
 * @param host seconds for which turns waited for the host
 * @param data seconds for which turns, or the end of the step, waited for data-parallel communication
 */
public record CriticalPath(int[] turns, double[] seconds, double optimizer, double sends, double host, double data) {
    /** Walks a step backwards. */
    public static CriticalPath of(Execution execution) {
        return new Walk(execution).walk();
    }

    /** State of a walk. */
    private static final class Walk {
        private final Execution e;
        private final Order order;
        private final int[] forwardTurn;
        private final int[] gradientTurn;
        private int[] turns = new int[256];
        private double[] seconds = new double[256];
        private int count;
        private double optimizer;
        private double sends;
        private double host;
        private double data;

        Walk(Execution execution) {
            this.e = execution;
            this.order = execution.order();
            Placement placement = order.placement();
            forwardTurn = new int[placement.places() * placement.microBatches()];
            gradientTurn = new int[forwardTurn.length];
            for (int turn = 0; turn < order.turns(); turn++) {
                if (order.forward()[turn] >= 0) {
                    forwardTurn[order.forward()[turn]] = turn;
                }
                if (order.turn(turn).backwards()) {
                    gradientTurn[order.backward()[turn]] = turn;
                }
            }
        }

        CriticalPath walk() {
            int rank = e.lastRank();
            int turn = order.from()[rank + 1] - 1;
            data += e.seconds() - e.end()[turn];
            double until = e.end()[turn];
            while (turn >= 0) {
                visit(turn, until);
                Hold hold = e.cause(turn);
                double begin = e.start()[turn];
                if (hold == Hold.INPUT || hold == Hold.GRADIENT) {
                    turn = sender(turn, hold);
                    rank = rankOf(turn, rank);
                    until = hold == Hold.INPUT ? e.through()[turn] : e.end()[turn];
                    sends += begin - until;
                } else {
                    boolean first = turn == order.from()[rank];
                    until = first ? Math.min(begin, e.times().data().optimizer()[rank]) : e.end()[turn - 1];
                    add(hold, begin - until);
                    optimizer += first ? until : 0;
                    turn = first ? -1 : turn - 1;
                }
            }
            return new CriticalPath(
                    Arrays.copyOf(turns, count), Arrays.copyOf(seconds, count), optimizer, sends, host, data);
        }

        private void visit(int turn, double until) {
            if (count == turns.length) {
                turns = Arrays.copyOf(turns, 2 * count);
                seconds = Arrays.copyOf(seconds, 2 * count);
            }
            double spent = until - e.start()[turn];
            turns[count] = turn;
            seconds[count] = Math.min(spent, e.busy()[turn]);
            add(Hold.of(e.inside()[turn]), spent - seconds[count]);
            count++;
        }

        private void add(Hold hold, double seconds) {
            switch (hold) {
                case HOST:
                    host += seconds;
                    break;
                case SEND:
                    sends += seconds;
                    break;
                default:
                    // a turn that only waited for its rank began when the one before it ended: nothing is added
                    data += seconds;
            }
        }

        /** The turn whose output a turn waited for. */
        private int sender(int turn, Hold hold) {
            int microBatches = order.placement().microBatches();
            return hold == Hold.INPUT
                    ? forwardTurn[order.forward()[turn] - microBatches]
                    : gradientTurn[order.backward()[turn] + microBatches];
        }

        /** Rank of a turn that lies on a neighbour or, round the ring, far away. */
        private int rankOf(int turn, int near) {
            int rank = near;
            while (turn < order.from()[rank]) {
                rank--;
            }
            while (turn >= order.from()[rank + 1]) {
                rank++;
            }
            return rank;
        }
    }
}
