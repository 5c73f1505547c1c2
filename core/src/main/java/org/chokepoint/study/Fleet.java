package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.machine.Cluster;
import org.chokepoint.model.Precision;
import org.chokepoint.search.Limits;
import org.chokepoint.search.Measure;
import org.chokepoint.search.Objective;
import org.chokepoint.search.SearchJob;
import org.chokepoint.training.Strategy;

/**
 * Chips that a search may use, with what a run on them costs.
 *
 * @param question training question on these chips, without a layout
 * @param resolved the same with everything looked up; its strategy is what is not searched
 */
record Fleet(TrainQuestion question, Resolved resolved) {
    int accelerators() {
        return resolved.job().accelerators();
    }

    /** Whether another fleet is as many of the same chips. */
    boolean sameAs(Fleet other) {
        return accelerators() == other.accelerators()
                && resolved.machine()
                        .cluster()
                        .id()
                        .equals(other.resolved.machine().cluster().id());
    }

    /** Steps of a run. */
    private double steps() {
        return resolved.tokens()
                / ((double) resolved.job().globalBatch() * resolved.job().sequenceLength());
    }

    /** Run with interruptions, in seconds. */
    double runSeconds(double stepSeconds) {
        return steps() * stepSeconds * (1 + resolved.interruptions().overheadShare(accelerators()));
    }

    double gpuHours(double stepSeconds) {
        return runSeconds(stepSeconds) * accelerators() / 3600;
    }

    double costUsd(double stepSeconds) {
        return gpuHours(stepSeconds) * resolved.rent();
    }

    /** Energy at the meter, hosts and cooling included. */
    double joules(double stepSeconds, double watts) {
        Cluster cluster = resolved.machine().cluster();
        return runSeconds(stepSeconds)
                * accelerators()
                * (watts + cluster.hostWattsPerAccelerator())
                * cluster.powerUsageEffectiveness();
    }

    double of(Objective objective, double stepSeconds, double watts) {
        switch (objective) {
            case COST:
                return costUsd(stepSeconds);
            case GPUS:
                return accelerators() * 1e12 + runSeconds(stepSeconds);
            case ENERGY:
                return joules(stepSeconds, watts);
            default:
                return runSeconds(stepSeconds);
        }
    }

    /** The longest step within a deadline and a budget; infinite where neither is given. */
    double mostStepSeconds(Optional<Double> deadline, Optional<Double> budget) {
        double most = Double.POSITIVE_INFINITY;
        most = deadline.isPresent() ? Math.min(most, deadline.get() / runSeconds(1)) : most;
        return budget.isPresent() ? Math.min(most, budget.get() / costUsd(1)) : most;
    }

    /** What to search for on these chips, among layouts whose step is no longer than some seconds. */
    SearchJob search(Objective objective, Limits limits, double mostSeconds) {
        Measure measure =
                (seconds, watts) -> seconds <= mostSeconds ? of(objective, seconds, watts) : Double.POSITIVE_INFINITY;
        return new SearchJob(
                resolved.job(),
                resolved.machine(),
                resolved.balance(),
                base(),
                limits,
                resolved.preset().map(entry -> entry.value().strategy()),
                measure,
                Double.MAX_VALUE);
    }

    /** The chip's 16-bit format. */
    Precision wide() {
        return resolved.machine().chip().supports(Precision.BF16) ? Precision.BF16 : Precision.FP16;
    }

    /** What is not searched, as far as the chip can do it: formats and compute units that it lacks are left. */
    private Strategy base() {
        Strategy s = resolved.strategy();
        LinkedHashMap<String, Tree> fields = new LinkedHashMap<>(StrategyFields.of(s));
        if (!resolved.machine().chip().supports(s.precision())) {
            fields.put("precision", Asked.value("precision", wide().label()));
        }
        if (s.communicationUnits() >= resolved.machine().chip().computeUnits()) {
            fields.put("communication_units", Asked.value("communication_units", "0"));
        }
        return RecordReader.read(Asked.mapping(fields), Strategy.class);
    }

    /** The training question of a layout on these chips. */
    TrainQuestion train(Strategy strategy) {
        Map<String, String> words = StrategyFields.changed(strategy, resolved.strategy());
        question.strategy().forEach(words::putIfAbsent);
        return question.with(words);
    }
}
