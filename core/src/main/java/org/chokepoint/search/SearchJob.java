package org.chokepoint.search;

import java.util.Optional;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.ExpertBalance;
import org.chokepoint.training.Job;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;

/**
 * What a search looks for.
 *
 * @param job network, chips, batch
 * @param machine what it runs on
 * @param balance how evenly tokens reach expert-parallel ranks
 * @param base fields that are not searched
 * @param limits values to which axes are held
 * @param seed a layout that is known, and executed before any other; it need not be of the space
 * @param measure what is to be small
 * @param most measure above which a layout is of no interest; infinite: any
 */
public record SearchJob(
        Job job,
        Machine machine,
        ExpertBalance balance,
        Strategy base,
        Limits limits,
        Optional<Strategy> seed,
        Measure measure,
        double most) {

    /** The same on another machine. */
    public SearchJob on(Machine other) {
        return new SearchJob(job, other, balance, base, limits, seed, measure, most);
    }

    /** The same without interest in what measures more. */
    public SearchJob atMost(double value) {
        return new SearchJob(job, machine, balance, base, limits, seed, measure, value);
    }

    /** The same on other chips. */
    public SearchJob with(int accelerators) {
        Job more = new Job(job.network(), accelerators, job.globalBatch(), job.sequenceLength());
        return new SearchJob(more, machine, balance, base, limits, seed, measure, most);
    }

    /** The known layout, if it can be laid out and is within the limits. */
    Optional<Strategy> start() {
        return seed.filter(
                s -> limits.hold(s) && StrategyCheck.problems(s, job, machine).isEmpty());
    }
}
