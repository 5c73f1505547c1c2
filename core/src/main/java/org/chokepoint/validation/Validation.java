package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;

/**
 * A table of training measurements against our predictions.
 *
 * @param rows its rows
 * @param sources scores of time by source
 * @param sweeps layouts of one job
 */
public record Validation(List<Measured> rows, List<Score> sources, List<Sweep> sweeps) {
    static final String KERNEL = "kernel_class";
    static final String COLLECTIVE = "collective";

    public Validation {
        rows = List.copyOf(rows);
        sources = List.copyOf(sources);
        sweeps = List.copyOf(sweeps);
    }

    /** What scores can be told apart by. */
    public enum By {
        SOURCE,
        ACCELERATOR,
        STACK,
        ENGINE,
        MODEL,
        /** Kind of kernel, collective, or figure of serving. */
        CLASS
    }

    /** Predicts and scores a table of steps, kernels or collectives, as its columns say. */
    public static Validation of(Csv table, Catalog catalog, DoubleConsumer progress) {
        if (table.columns().contains(KERNEL)) {
            return ofRows(operators(table, KernelRows.predict(table, catalog)));
        }
        if (ofCollectives(table)) {
            return ofRows(operators(table, CollectiveRows.predict(table, catalog)));
        }
        if (InferenceTable.holds(table)) {
            return ofRows(new ServedRows(catalog).predict(new InferenceTable(catalog).read(table), progress));
        }
        return ofRows(new TrainingTable(catalog).predict(table, progress));
    }

    /** Whether a table is of collectives, by its header. */
    static boolean ofCollectives(Csv table) {
        return table.columns().contains(COLLECTIVE);
    }

    private static List<Measured> operators(Csv table, List<Outcome> outcomes) {
        List<Measured> rows = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            rows.add(Measured.operator(table.rows().get(i), outcomes.get(i)));
        }
        return rows;
    }

    /** Scores rows. */
    public static Validation ofRows(List<Measured> rows) {
        List<Measured> timed = timed(rows);
        return new Validation(rows, Score.by(timed, each -> each.outcome().source()), Sweep.of(timed));
    }

    private static List<Measured> timed(List<Measured> rows) {
        return rows.stream().filter(Measured::scored).toList();
    }

    /** Scores of time, told apart by source, chip, stack or model. */
    public List<Score> scores(By by) {
        return Score.by(timed(rows), each -> {
            switch (by) {
                case ENGINE:
                    return each.row().text("engine");
                case ACCELERATOR:
                    return each.row().text("accelerator");
                case STACK:
                    return each.row()
                            .said("stack")
                            .or(() -> each.step().map(MeasuredStep::stack))
                            .orElse("");
                case CLASS:
                    return ServedMetric.of(each.outcome().metric())
                            .map(metric -> metric.figure().word())
                            .orElseGet(() ->
                                    each.row().said(KERNEL).orElse(each.row().text(COLLECTIVE)));
                case MODEL:
                    return each.row().text("model");
                default:
                    return each.outcome().source();
            }
        });
    }

    /** The unweighted mean over the sources with at least five runs. */
    public Score headline() {
        return Score.headline(sources);
    }

    /** The score over all runs alike. */
    public Score pooled() {
        return Score.of("pooled", timed(rows));
    }

    /** The score of memory figures of a kind; those of which a table doesn't say count as device. */
    public Score memory(String kind) {
        return Score.of(
                kind,
                rows.stream()
                        .filter(each -> each.metric().isPresent()
                                && each.metric().get().isMemory()
                                && each.outcome().counted()
                                && kind.equals(memoryKind(each.row())))
                        .toList());
    }

    private static String memoryKind(Csv.Row row) {
        String said = row.text("memory_kind");
        return said.equals("allocated") || said.equals("reserved") ? said : "device";
    }

    /** Share of the steps that ran of which we say that they fit into memory; 1 if there are none. */
    public double fits() {
        List<Measured> ran = rows.stream().filter(Measured::scored).toList();
        return ran.isEmpty() ? 1 : (double) ran.stream().filter(Measured::fits).count() / ran.size();
    }

    /** Predicted runs that are reported to have run out of memory. */
    public int outOfMemory() {
        return (int) broken().count();
    }

    /** Share of those of which we say that they don't fit; empty if there are none. */
    public OptionalDouble outOfMemoryFound() {
        return broken().mapToDouble(each -> each.fits() ? 0 : 1).average();
    }

    private Stream<Measured> broken() {
        return rows.stream()
                .filter(each -> each.isOutOfMemory()
                        && each.eligible()
                        && each.outcome().counted());
    }

    /** Predicted kernels and collectives by themselves. */
    public int operators() {
        return (int) timed(rows).stream().filter(each -> each.step().isEmpty()).count();
    }

    /** Rows that say enough to be predicted. */
    public int eligible() {
        return (int)
                rows.stream().filter(each -> each.isTime() && each.eligible()).count();
    }

    /** Of those, the rows that are predicted. */
    public int predicted() {
        return (int) rows.stream()
                .filter(each ->
                        each.isTime() && each.eligible() && each.outcome().counted())
                .count();
    }

    /** Share of layouts' pairs in the measured order, over all sweeps; 1 if there are none. */
    public double concordance() {
        double pairs = 0;
        double right = 0;
        for (Sweep each : sweeps) {
            pairs += each.pairs();
            right += each.pairs() * each.concordance();
        }
        return pairs == 0 ? 1 : right / pairs;
    }

    /** Regrets of the sweeps at a quantile; 0 if there are none. */
    public double regret(double share) {
        return sweeps.isEmpty()
                ? 0
                : Quantiles.of(sweeps.stream().mapToDouble(Sweep::regret).toArray(), share);
    }
}
