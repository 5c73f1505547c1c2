package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Source;
import org.chokepoint.training.RunPreset;

/** Sets what the source of a preset reports beside what we compute. */
final class Published {
    private Published() {}

    /** Empty where the question is no published run, or was changed. */
    static Optional<TrainAnswer.Comparison> compare(Resolved r, TrainAnswer.Run run, TrainStep step) {
        if (r.preset().isEmpty() || !r.asPublished()) {
            return Optional.empty();
        }
        RunPreset.Published reported = r.preset().get().value().published();
        List<TrainAnswer.Row> rows = new ArrayList<>();
        add(rows, "run.gpu_hours_productive", gpuHours(r.preset().get().value()), run.gpuHoursProductive());
        add(rows, "step.seconds", reported.stepSeconds(), step.seconds());
        add(
                rows,
                "step.mfu_full_attention_bf16peak",
                reported.modelFlopsUtilisation(),
                step.mfuFullAttentionBf16peak());
        add(rows, "run.cost_usd", reported.costUsd(), run.costUsd());
        String title =
                r.preset().get().provenance().of("published").map(Source::title).orElse("");
        return rows.isEmpty() ? Optional.empty() : Optional.of(new TrainAnswer.Comparison(title, rows));
    }

    /** Reported chip-hours, or reported days on all chips. */
    static OptionalDouble gpuHours(RunPreset run) {
        RunPreset.Published reported = run.published();
        return reported.gpuHours().isPresent() || reported.days().isEmpty()
                ? reported.gpuHours()
                : OptionalDouble.of(reported.days().getAsDouble() * 24 * run.accelerators());
    }

    private static void add(List<TrainAnswer.Row> rows, String figure, OptionalDouble reported, double ours) {
        if (reported.isPresent()) {
            double value = reported.getAsDouble();
            rows.add(new TrainAnswer.Row(figure, value, ours, ours / value - 1));
        }
    }
}
