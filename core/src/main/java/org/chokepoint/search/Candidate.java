package org.chokepoint.search;

import java.util.List;
import org.chokepoint.training.Strategy;

/**
 * A layout that fits, before or after it was executed.
 *
 * @param strategy layout
 * @param bound measure below which it can't fall
 * @param seconds executed step; not a number before
 * @param value its measure; not a number before
 * @param deviceBytes memory of the fullest chip
 */
public record Candidate(Strategy strategy, double bound, double seconds, double value, double deviceBytes) {
    Candidate executed(double took, double measured) {
        return new Candidate(strategy, bound, took, measured, deviceBytes);
    }

    /** Degrees of parallelism, by which layouts are told apart in a ranking: TP, PP, CP, EP, ETP. */
    public List<Integer> split() {
        return List.of(
                strategy.tensorParallel(),
                strategy.pipelineParallel(),
                strategy.contextParallel(),
                strategy.expertParallel(),
                strategy.expertTensorParallel());
    }
}
