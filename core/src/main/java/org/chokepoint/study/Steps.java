package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Precision;
import org.chokepoint.training.Cause;
import org.chokepoint.training.Elasticity;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.Job;
import org.chokepoint.training.RankSeconds;
import org.chokepoint.training.StepCost;

/** The step of a training answer: throughput, utilisation, where time goes, what binds. */
final class Steps {
    private Steps() {}

    static TrainStep of(Resolved r, ExecutedStep model, StepCost step) {
        Job job = r.job();
        Accelerator chip = r.machine().chip();
        double chipSeconds = step.seconds() * job.accelerators();
        double causal = 3 * step.tokenFlops().causal() * step.tokens() / chipSeconds;
        double full = 3 * step.tokenFlops().full() * step.tokens() / chipSeconds;
        double wide = chip.peak(Precision.BF16);
        Map<String, Double> breakdown = new LinkedHashMap<>();
        for (Cause cause : Cause.values()) {
            breakdown.put(cause.label(), step.byCause()[cause.ordinal()]);
        }
        return new TrainStep(
                step.seconds(),
                step.tokens(),
                step.tokens() / chipSeconds,
                causal,
                causal / wide,
                full / wide,
                causal / chip.peak(r.strategy().precision()),
                step.hardwareFlops() / chipSeconds / wide,
                step.microBatchSeconds(),
                step.watts(),
                breakdown,
                ranks(step.ranks()),
                binds(r, model));
    }

    private static List<TrainStep.Rank> ranks(List<RankSeconds> ranks) {
        List<TrainStep.Rank> rows = new ArrayList<>();
        for (RankSeconds rank : ranks) {
            rows.add(new TrainStep.Rank(
                    rows.size(),
                    rank.compute(),
                    rank.communication(),
                    rank.data(),
                    rank.optimizer(),
                    rank.host(),
                    rank.waiting()));
        }
        return rows;
    }

    private static List<TrainStep.Bound> binds(Resolved r, ExecutedStep model) {
        return Elasticity.of(model, r.machine(), r.job(), r.strategy()).stream()
                .map(e -> new TrainStep.Bound(e.rate().label(), e.value(), e.below(), e.above(), e.kink()))
                .toList();
    }
}
