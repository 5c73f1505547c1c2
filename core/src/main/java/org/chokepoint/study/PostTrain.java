package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Source;
import org.chokepoint.posttraining.RlPart;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.posttraining.RlSetting;
import org.chokepoint.posttraining.Rollout;
import org.chokepoint.posttraining.StageCost;
import org.chokepoint.training.Interruptions;
import org.chokepoint.training.Job;
import org.chokepoint.training.Operations;

/** Answers {@link PostTrainQuestion}: resolve, check, cost the stages, say what would move them. */
final class PostTrain {
    /** Path of what is reported together. */
    private static final String TOGETHER = "together.";

    private final PostTrainResolved r;
    private final PostTrainCosts costs;

    private PostTrain(PostTrainResolved resolved, PostTrainCosts costs) {
        this.r = resolved;
        this.costs = costs;
    }

    static PostTrainAnswer answer(Catalog catalog, PostTrainQuestion question, Progress progress) {
        progress.at(0, "looking up");
        PostTrainResolved resolved = PostTrainResolver.resolve(catalog, question);
        PostTrainCosts costs = new PostTrainCosts(resolved.own());
        PostTrainResolved fitting = new PostTrainFit(resolved, costs).fitting();
        return new PostTrain(fitting, costs).answer(Command.of(question), progress);
    }

    private PostTrainAnswer answer(String command, Progress progress) {
        progress.at(0.1, "costing stages");
        List<StageCost> stages = costs.stages(r.settings());
        progress.at(0.3, "finding what would move it");
        List<PostTrainAnswer.Range> ranges = PostTrainRanges.of(r, costs, stages);
        PostTrainAnswer.Run run = run(stages, ranges);
        List<PostTrainAnswer.Stage> rows = rows();
        Map<String, Double> together = new LinkedHashMap<>();
        rows.forEach(row -> together.merge(row.part(), row.gpuHours(), Double::sum));
        Optional<TrainAnswer.Comparison> published = published(run, together);
        Evidence evidence = evidence(command, published);
        RlPreset preset = r.own().preset();
        int own = preset.overlap().rolloutAccelerators();
        return new PostTrainAnswer(
                PostTrainAnswer.VERSION,
                PostTrainHeadline.of(r, run, ranges, published, evidence),
                run,
                hours(stages),
                together,
                rows,
                ranges,
                published,
                new PostTrainAnswer.On(
                        r.machine().chip().id(),
                        preset.accelerators(),
                        own == 0 ? preset.accelerators() : own,
                        r.machine().cluster().id(),
                        r.machine().stack().id(),
                        r.own().engine().id(),
                        RecordReader.word(preset.overlap().getClass())),
                evidence);
    }

    private PostTrainAnswer.Run run(List<StageCost> stages, List<PostTrainAnswer.Range> ranges) {
        double productive = PostTrainCosts.hours(stages);
        Operations operations = r.operations();
        Job job = new Job(r.own().network(), r.accelerators(), 1, 1);
        double checkpoint = TrainResolver.checkpointSeconds(
                r.machine(), job, r.own().preset().trainer());
        double lost = new Interruptions(
                        operations.chipHoursBetweenFailures(), operations.restartSeconds(), checkpoint, 0)
                .overheadShare(r.accelerators());
        double hours = productive * (1 + lost);
        return new PostTrainAnswer.Run(
                productive,
                PostTrainRanges.end(ranges, productive, true),
                PostTrainRanges.end(ranges, productive, false),
                hours,
                hours * 3600 / r.accelerators(),
                productive * r.rent(),
                r.rent(),
                stages.stream().mapToDouble(StageCost::outputs).sum(),
                stages.stream().mapToDouble(StageCost::generatedTokens).sum(),
                stages.stream().mapToDouble(StageCost::trainedTokens).sum(),
                stages.stream().mapToDouble(StageCost::updates).sum());
    }

    private static Map<String, Double> hours(List<StageCost> stages) {
        Map<String, Double> hours = new LinkedHashMap<>();
        for (RlPart part : RlPart.values()) {
            hours.put(part.label(), PostTrainCosts.hours(stages, part));
        }
        return hours;
    }

    private List<PostTrainAnswer.Stage> rows() {
        List<PostTrainAnswer.Stage> rows = new ArrayList<>();
        for (RlSetting setting : r.settings()) {
            costs.run(setting).stages().forEach(cost -> rows.add(row(setting, cost)));
        }
        return rows;
    }

    private static PostTrainAnswer.Stage row(RlSetting setting, StageCost cost) {
        Optional<Rollout.Result> batch = cost.rollout();
        return new PostTrainAnswer.Stage(
                cost.stage().name(),
                RecordReader.word(cost.stage().getClass()),
                setting.preset().id(),
                cost.stage().part(),
                cost.updates(),
                cost.outputs(),
                cost.generatedTokens(),
                cost.trainedTokens(),
                cost.seconds(),
                PostTrainCosts.hours(List.of(cost)),
                optional(batch.map(Rollout.Result::seconds)),
                optional(batch.map(Rollout.Result::steadySeconds)),
                optional(batch.map(Rollout.Result::meanLive)),
                optional(batch.map(Rollout.Result::idleShare)),
                hours(List.of(cost)));
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    /** What the sources report of the whole and of parts beside ours. */
    private Optional<TrainAnswer.Comparison> published(PostTrainAnswer.Run run, Map<String, Double> together) {
        if (!r.asPublished()) {
            return Optional.empty();
        }
        List<TrainAnswer.Row> compared = new ArrayList<>();
        RlPreset.Published own = r.entry().value().published();
        own.gpuHours()
                .ifPresent(
                        reported -> compared.add(row("run.gpu_hours_productive", reported, run.gpuHoursProductive())));
        own.costUsd().ifPresent(reported -> compared.add(row("run.cost_usd", reported, run.costUsd())));
        for (RlSetting setting : r.settings()) {
            for (RlPreset.PublishedPart part : setting.preset().published().parts()) {
                double ours = together.getOrDefault(part.part(), 0.0);
                compared.add(row(TOGETHER + part.part(), part.gpuHours(), ours));
            }
        }
        String title = r.entry().provenance().of("published").map(Source::title).orElse("");
        return compared.isEmpty() ? Optional.empty() : Optional.of(new TrainAnswer.Comparison(title, compared));
    }

    private static TrainAnswer.Row row(String figure, double reported, double ours) {
        return new TrainAnswer.Row(figure, reported, ours, ours / reported - 1);
    }

    private Evidence evidence(String command, Optional<TrainAnswer.Comparison> published) {
        Grounds grounds = Grounds.of(r.used());
        String measured = published
                .map(compared -> PostTrainHeadline.measured(r, compared))
                .orElse(r.entry().value().name() + " as it was run");
        return new Evidence(
                grounds.weakest(),
                grounds.because(),
                measured,
                published.isPresent(),
                grounds.date(),
                grounds.digest(),
                command,
                r.notes(),
                r.used());
    }
}
