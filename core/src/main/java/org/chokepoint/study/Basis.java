package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Cluster;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.StrategyCheck;
import org.chokepoint.training.TrainingRun;
import org.chokepoint.units.Figure;

/**
 * What a training answer rests on: weakest grade, nearest measured case and our error there, dates and digest.
 *
 * @param evidence the same for the answer
 */
record Basis(Evidence evidence) {

    static Basis of(Catalog catalog, TrainQuestion question, Resolved r, Optional<TrainAnswer.Comparison> published) {
        Optional<Measured> nearest = published.isPresent() ? Optional.of(own(r, published.get())) : nearest(catalog, r);
        String measured = nearest.map(Measured::sentence).orElse("none on this chip family");
        boolean validated = nearest.map(m -> m.same(r)).orElse(false);
        return new Basis(Grounds.evidence(r.used(), measured, validated, Command.of(question), r.notes()));
    }

    /**
     * A measured case.
     *
     * @param run the published run
     * @param error our chip-hours over the reported ones, minus 1
     * @param family chip family
     * @param routed whether its model has experts
     */
    private record Measured(RunPreset run, double error, String family, boolean routed) {
        String sentence() {
            String sign = error < 0 ? "−" : "+";
            return run.name() + " on " + Figure.plain(run.accelerators(), 6) + " chips, where we are " + sign
                    + Figure.percent(Math.abs(error), 2) + " off the reported figure";
        }

        boolean same(Resolved r) {
            return family.equals(r.machine().chip().family())
                    && routed == r.job().network().routed();
        }
    }

    private static Measured own(Resolved r, TrainAnswer.Comparison published) {
        RunPreset run = r.preset().get().value();
        TrainAnswer.Row first = published.rows().get(0);
        return new Measured(
                run,
                first.relativeError(),
                r.machine().chip().family(),
                r.job().network().routed());
    }

    /** The published run most like this question: same chip family, and experts if this model has them. */
    private static Optional<Measured> nearest(Catalog catalog, Resolved r) {
        List<Measured> cases = new ArrayList<>();
        for (Entry<RunPreset> entry : catalog.all(RunPreset.KIND)) {
            measure(catalog, entry, r.machine().chip().family()).ifPresent(cases::add);
        }
        return cases.stream()
                .min(Comparator.comparingInt((Measured m) -> m.same(r) ? 0 : 1)
                        .thenComparingDouble(m -> distance(m.run(), r)));
    }

    private static double distance(RunPreset run, Resolved r) {
        return Math.abs(StrictMath.log((double) run.accelerators() / r.job().accelerators()));
    }

    /** Chip family of a run, without resolving the rest of it. */
    private static String family(Catalog catalog, RunPreset run) {
        Location at = Location.of(run.id());
        Cluster cluster = catalog.find(Cluster.KIND, run.cluster(), at).value();
        return catalog.find(Accelerator.KIND, cluster.accelerator(), at).value().family();
    }

    private static Optional<Measured> measure(Catalog catalog, Entry<RunPreset> entry, String family) {
        RunPreset run = entry.value();
        OptionalDouble hours = Published.gpuHours(run);
        boolean steps = run.published().stepSeconds().isPresent();
        if (hours.isEmpty() && !steps || !family(catalog, run).equals(family)) {
            return Optional.empty();
        }
        Resolved r = TrainResolver.resolve(catalog, TrainQuestion.of(entry.id()));
        if (!StrategyCheck.problems(r.strategy(), r.job(), r.machine()).isEmpty()) {
            return Optional.empty();
        }
        ExecutedStep model = new ExecutedStep(r.job().network(), r.machine(), r.balance());
        double ours;
        double reported;
        if (hours.isPresent()) {
            double seconds = TrainingRun.phases(model, r.job(), r.strategy(), r.tokens(), r.ramp()).stream()
                    .mapToDouble(TrainingRun.Phase::seconds)
                    .sum();
            ours = seconds * run.accelerators() / 3600;
            reported = hours.getAsDouble();
        } else {
            ours = model.step(r.job(), r.strategy()).seconds();
            reported = run.published().stepSeconds().getAsDouble();
        }
        boolean routed = r.job().network().routed();
        return Optional.of(new Measured(run, ours / reported - 1, family, routed));
    }
}
