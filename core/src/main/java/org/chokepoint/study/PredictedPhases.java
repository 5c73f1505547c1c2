package org.chokepoint.study;

import java.util.OptionalDouble;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.Lane;
import org.chokepoint.training.RankSeconds;
import org.chokepoint.training.Span;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.StepTrace;

/**
 * How the busiest pipeline rank spends a step, in the phases that a program's timers tell apart.
 *
 * @param step seconds of the step
 * @param forward forward turns; absent where forward and backward run through each other
 * @param backward backward turns; absent likewise
 * @param data waiting for data parallelism
 * @param optimizer the optimizer
 * @param slowestForward forward turns of the rank that has most
 * @param fastestForward of the one that has least
 */
record PredictedPhases(
        double step,
        OptionalDouble forward,
        OptionalDouble backward,
        double data,
        double optimizer,
        double slowestForward,
        double fastestForward) {

    static PredictedPhases of(Resolved r, ExecutedStep model, StepCost cost) {
        StepTrace trace = model.trace(r.job(), r.strategy());
        Turns turns = new Turns(cost.ranks().size());
        trace.turns(turns);
        // a trace runs fewer micro-batches where there are very many
        double all = (double) cost.layout().microBatches() / trace.microBatches();
        RankSeconds busiest = cost.ranks().get(cost.busiestStage());
        double most = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double forward : turns.forward) {
            most = Math.max(most, forward * all);
            least = Math.min(least, forward * all);
        }
        return new PredictedPhases(
                cost.seconds(),
                turns.present(turns.forward[cost.busiestStage()] * all),
                turns.present(turns.backward[cost.busiestStage()] * all),
                busiest.data(),
                busiest.optimizer(),
                most,
                least);
    }

    /** Seconds of turns by rank. */
    private static final class Turns implements Span.Listener {
        private final double[] forward;
        private final double[] backward;
        private boolean pairs;

        Turns(int ranks) {
            this.forward = new double[ranks];
            this.backward = new double[ranks];
        }

        OptionalDouble present(double seconds) {
            return pairs ? OptionalDouble.empty() : OptionalDouble.of(seconds);
        }

        @Override
        public void span(
                int rank,
                Lane lane,
                Span.Kind kind,
                String name,
                int microBatch,
                int other,
                double startSeconds,
                double endSeconds) {
            switch (kind) {
                case FORWARD:
                    forward[rank] += endSeconds - startSeconds;
                    break;
                case BACKWARD:
                case INPUT_GRADIENT:
                case WEIGHT_GRADIENT:
                    backward[rank] += endSeconds - startSeconds;
                    break;
                case PAIR:
                    pairs = true;
                    break;
                default:
                    break;
            }
        }
    }

    double forwardBackward() {
        return step - data - optimizer;
    }

    OptionalDouble pipeline() {
        return forward.isEmpty()
                ? forward
                : OptionalDouble.of(Math.max(0, forwardBackward() - forward.getAsDouble() - backward.orElseThrow()));
    }
}
