package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.units.Figure;

/** Writes the three sentences of a post-training answer. */
final class PostTrainHeadline {
    private PostTrainHeadline() {}

    static Headline of(
            PostTrainResolved r,
            PostTrainAnswer.Run run,
            List<PostTrainAnswer.Range> ranges,
            Optional<TrainAnswer.Comparison> published,
            Evidence evidence) {
        return new Headline(answer(r, run, published), flips(ranges), Headlines.restsOn(evidence));
    }

    private static String answer(
            PostTrainResolved r, PostTrainAnswer.Run run, Optional<TrainAnswer.Comparison> published) {
        String what = "What " + r.entry().value().name() + " adds to "
                + r.own().network().id() + " takes ";
        String hours = Figure.count(run.gpuHoursProductive(), 3) + " GPU-hours of "
                + r.machine().chip().name() + " (80 % band " + Figure.count(run.gpuHoursProductiveLow(), 3) + " to "
                + Figure.count(run.gpuHoursProductiveHigh(), 3) + ") without interruptions, "
                + Figure.duration(run.seconds(), 3) + " with them on " + Figure.plain(r.accelerators(), 7) + " chips";
        String cost = Double.isNaN(run.costUsd())
                ? ""
                : " and " + Figure.usd(run.costUsd(), 3) + " at " + Figure.usd(run.usdPerGpuHour(), 3) + " an hour";
        String beside = published
                .map(compared -> "; published are "
                        + Figure.count(compared.rows().get(0).reported(), 3) + ", so we are " + off(compared) + " off")
                .orElse("");
        return what + hours + cost + beside + ".";
    }

    private static String off(TrainAnswer.Comparison compared) {
        double error = compared.rows().get(0).relativeError();
        return (error < 0 ? "−" : "+") + Figure.percent(Math.abs(error), 2);
    }

    /** The reported case, and our error there. */
    static String measured(PostTrainResolved r, TrainAnswer.Comparison compared) {
        RlPreset run = r.entry().value();
        return run.name() + " on " + Figure.plain(run.accelerators(), 6) + " chips, where we are " + off(compared)
                + " off the reported figure";
    }

    private static String flips(List<PostTrainAnswer.Range> ranges) {
        if (ranges.isEmpty()) {
            return "Nothing that it rests on has a range.";
        }
        PostTrainAnswer.Range most = ranges.get(0);
        return "What would move it most: " + most.meaning() + " (" + most.path() + "), over whose range it takes "
                + Figure.count(most.lowGpuHours(), 3) + " to " + Figure.count(most.highGpuHours(), 3) + " GPU-hours.";
    }
}
