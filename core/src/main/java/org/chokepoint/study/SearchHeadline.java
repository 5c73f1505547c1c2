package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.search.Objective;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Figure;

/** Writes the sentences of a search's answer. */
final class SearchHeadline {
    private SearchHeadline() {}

    static Headline of(
            SearchAnswer.Row best, TrainAnswer train, SearchAnswer.Space space, Objective objective, double widest) {
        TrainAnswer.Run run = train.run();
        double low = run.gpuHoursProductiveLow() / run.gpuHoursProductive();
        double high = run.gpuHoursProductiveHigh() / run.gpuHoursProductive();
        String cost = Double.isNaN(best.costUsd()) ? "" : " and " + Figure.usd(best.costUsd(), 3);
        String answer = "Best by " + objective.word() + ": " + split(best.strategy()) + " on "
                + Figure.plain(best.accelerators(), 7) + " " + best.accelerator() + ", "
                + Figure.duration(best.stepSeconds(), 3) + " a step (80 % band "
                + Figure.duration(best.stepSeconds() * low, 3) + " to "
                + Figure.duration(best.stepSeconds() * high, 3) + "), " + Figure.duration(best.runSeconds(), 3)
                + " for the run" + cost + ".";
        String proof = space.complete()
                ? "Nothing else in the space is better by our model: "
                : "The search was stopped, so something better may be left: ";
        String flips = proof + Figure.count(space.enumerated(), 3) + " layouts, of which "
                + Figure.count(space.ruledOut(), 3) + " can't be laid out, " + Figure.count(space.tooLarge(), 3)
                + " don't fit, " + Figure.count(space.bounded(), 3) + " can't be better by their bound and "
                + Figure.count(space.executed(), 3) + " were executed. The steps that are listed differ by up to "
                + Figure.percent(widest, 2)
                + (widest < high - low ? ", less than the band is wide: measure some of them." : ".");
        return new Headline(answer, flips, Headlines.restsOn(train.evidence()));
    }

    /** Degrees of parallelism as the field writes them. */
    static String split(Strategy s) {
        List<String> words = new ArrayList<>();
        words.add("TP " + s.tensorParallel());
        words.add("PP " + s.pipelineParallel() + (s.virtualStages() > 1 ? " × " + s.virtualStages() : ""));
        if (s.contextParallel() > 1) {
            words.add("CP " + s.contextParallel());
        }
        if (s.expertParallel() > 1) {
            words.add("EP " + s.expertParallel());
        }
        return String.join(", ", words) + ", micro-batch " + s.microBatch();
    }

    static Evidence evidence(Evidence best, String command) {
        List<String> notes = new ArrayList<>(best.notes());
        notes.add(
                "tensor-parallel communication is taken to run beside products (tensor_overlap), and tokens to cross the "
                        + "network once per domain (node_deduplication); --no-tensor-overlap and --no-node-deduplication say otherwise");
        return new Evidence(
                best.weakestGrade(),
                best.weakestBecause(),
                best.nearestMeasured(),
                best.validated(),
                best.dataDate(),
                best.catalogDigest(),
                command,
                notes,
                best.records());
    }
}
