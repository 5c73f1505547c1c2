package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.Job;
import org.chokepoint.training.Operations;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.Strategy;
import org.chokepoint.training.StrategyCheck;

/** Predicts the rows of a table of training measurements. */
public final class TrainingTable {
    /** Columns without which a table is not of this kind. */
    public static final List<String> NEEDED =
            List.of("id", "model", "accelerator", "n_gpus", "seq_len", "global_batch_seqs", "metric", "value");

    private final Catalog catalog;
    private final RowMachines machines;
    private final double expertLoad;

    public TrainingTable(Catalog catalog) {
        this.catalog = catalog;
        this.machines = new RowMachines(catalog);
        this.expertLoad = Operations.usual(catalog).expertLoad().value();
    }

    /** What a row describes. */
    MeasuredStep step(Csv.Row row) {
        String task = row.text("task");
        if (task.equals("lora")) {
            throw new NotPredicted("LoRA leaves most weight gradients out, which is not modelled");
        }
        int chips = need(row, "n_gpus");
        int batch = need(row, "global_batch_seqs");
        int sequence = need(row, "seq_len");
        Network network = RowNetwork.of(row, catalog);
        Machine machine = machines.of(row);
        Strategy strategy = RowStrategy.of(row, machine, network, chips, batch);
        MeasuredStep step = new MeasuredStep(new Job(network, chips, batch, sequence), machine, strategy);
        for (StrategyCheck.Problem problem : StrategyCheck.problems(strategy, step.job(), machine)) {
            throw new NotPredicted(problem.what());
        }
        return step;
    }

    private static int need(Csv.Row row, String column) {
        int value = row.whole(column).orElse(0);
        if (value <= 0) {
            throw new NotPredicted(column + " is not stated");
        }
        return value;
    }

    /** Load of the busiest expert-parallel rank over the mean where a row does not force it even. */
    double expertLoad() {
        return expertLoad;
    }

    /** A row predicted, or the reason why it isn't. */
    Measured predict(Csv.Row row) {
        String word = row.text("metric");
        Optional<Metric> metric = Metric.of(word);
        try {
            if (metric.isEmpty()) {
                throw new NotPredicted("'" + word + "' is no figure of a whole step");
            }
            if (!(value(row, metric.get()) > 0)) {
                throw new NotPredicted("no value above zero was measured");
            }
            return predict(row, metric.get(), step(row));
        } catch (NotPredicted e) {
            Outcome skipped = outcome(row, Double.NaN, e.getMessage());
            return new Measured(row, metric, Optional.empty(), skipped, Double.NaN, false);
        }
    }

    /** The measured figure; a run out of memory has none, or 1. */
    private static double value(Csv.Row row, Metric metric) {
        double value = row.number("value").orElse(metric == Metric.OOM ? 1 : Double.NaN);
        if (metric == Metric.OOM && value != 1) {
            throw row.fault("value", "1 or nothing", "the memory of a run that fits is meant: peak_mem_gib.");
        }
        return value;
    }

    /** A row that was predicted, on its machine with other constants. */
    Measured again(Measured before, UnaryOperator<Machine> changed) {
        MeasuredStep step = before.step().orElseThrow().on(changed);
        return predict(before.row(), before.metric().orElseThrow(), step);
    }

    private Measured predict(Csv.Row row, Metric metric, MeasuredStep step) {
        StepCost cost =
                new ExecutedStep(step.job().network(), step.machine(), expertLoad).step(step.job(), step.strategy());
        boolean full = !row.text("attention_flops").equals("causal");
        double predicted = metric.of(cost, step, full, row.text("memory_kind"));
        return new Measured(
                row,
                Optional.of(metric),
                Optional.of(step),
                outcome(row, predicted, ""),
                cost.seconds(),
                cost.memory().device() <= step.machine().chip().memoryBytes());
    }

    private static Outcome outcome(Csv.Row row, double predicted, String skippedBecause) {
        String id = row.text("id");
        int dash = id.indexOf('-');
        String source =
                row.said("source").orElse(dash < 0 ? id : id.substring(0, dash).toLowerCase(Locale.ROOT));
        String group = row.said("run_group").orElse(id);
        double measured = Metric.of(row.text("metric"))
                .map(metric -> value(row, metric))
                .orElseGet(() -> row.number("value").orElse(Double.NaN));
        return new Outcome(id, source, group, row.text("metric"), predicted, measured, skippedBecause);
    }

    /**
     * All rows.
     *
     * @param progress hears the share of rows that are done
     * @throws Fault if the table lacks columns that it takes
     */
    public List<Measured> predict(Csv table, DoubleConsumer progress) {
        table.require(NEEDED);
        List<Measured> predicted = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            predicted.add(predict(row));
            progress.accept((double) predicted.size() / table.rows().size());
        }
        return predicted;
    }
}
