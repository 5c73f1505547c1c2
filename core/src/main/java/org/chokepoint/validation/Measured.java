package org.chokepoint.validation;

import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Csv;

/**
 * A row of a table of training measurements with what is predicted for it.
 *
 * @param row the row
 * @param metric its figure, if that is one of a whole step
 * @param step what it describes; empty for operators by themselves, and where nothing is predicted
 * @param outcome prediction, or why there is none
 * @param seconds predicted step; not a number where nothing is predicted
 * @param fits whether the step fits into the chip's memory, as we predict it
 */
public record Measured(
        Csv.Row row,
        Optional<Metric> metric,
        Optional<MeasuredStep> step,
        Outcome outcome,
        double seconds,
        boolean fits) {
    private static final List<String> SHAPE =
            List.of("layers", "hidden", "heads", "seq_len", "n_gpus", "global_batch_seqs");

    /** A kernel or collective by itself. */
    static Measured operator(Csv.Row row, Outcome outcome) {
        return new Measured(
                row, Optional.of(Metric.DURATION_US), Optional.empty(), outcome, outcome.predicted() * 1e-6, true);
    }

    /** A figure of a serving run. */
    static Measured served(Csv.Row row, Outcome outcome, boolean rate) {
        Metric metric = rate ? Metric.SERVING_RATE : Metric.SERVING_TIME;
        double seconds = rate ? 1 / outcome.predicted() : outcome.predicted();
        return new Measured(row, Optional.of(metric), Optional.empty(), outcome, seconds, true);
    }

    /** Whether the row says what it takes to predict it: shape, chips, batch, and how the model is cut. */
    public boolean eligible() {
        if (metric.isPresent() && metric.get().isOfNoStep()) {
            return outcome.counted();
        }
        boolean cut = row.said("tp").isPresent() && row.said("pp").isPresent();
        boolean sharded = row.text("zero_stage").equals("3");
        return metric.isPresent()
                && !row.text("task").equals("lora")
                && SHAPE.stream().allMatch(column -> row.said(column).isPresent())
                && (cut || sharded);
    }

    /** Whether it is a figure of serving. */
    public boolean isServing() {
        return metric.isPresent() && metric.get().isServing();
    }

    /** What of serving it is of. */
    public Optional<ServedMetric.Figure> figure() {
        return isServing() && outcome.counted()
                ? ServedMetric.of(outcome.metric()).map(ServedMetric::figure)
                : Optional.empty();
    }

    /** Whether the figure is of the step's time. */
    public boolean isTime() {
        return metric.isPresent() && metric.get().isTime();
    }

    /** Whether the run is reported to have broken off for want of memory. */
    public boolean isOutOfMemory() {
        return metric.equals(Optional.of(Metric.OOM));
    }

    /** Whether it counts in scores of time: eligible, predicted, and of a pre-training run. */
    public boolean scored() {
        return isTime() && eligible() && outcome.counted() && isPretraining();
    }

    /** ln of predicted over measured step time, or memory. */
    double error() {
        double ratio = outcome.logRatio();
        return metric.orElseThrow().isRate() ? -ratio : ratio;
    }

    /** Whether the row counts in headlines: fine-tuning is told apart. */
    boolean isPretraining() {
        String task = row.text("task");
        return task.isEmpty() || task.equals("pretrain");
    }

    /** Measured step in seconds, from the figure and the prediction in its unit. */
    public double measuredSeconds() {
        return seconds * StrictMath.exp(-error());
    }
}
