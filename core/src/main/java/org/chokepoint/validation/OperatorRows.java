package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;

/** Rows that each time one operator by itself, in microseconds. */
final class OperatorRows {
    static final String METRIC = "duration_us";

    private OperatorRows() {}

    /**
     * One outcome for each row, in order.
     *
     * @param columns those that the table must have
     * @param seconds time of a row's operator on a chip; throws {@link NotPredicted} where it has none
     * @throws org.chokepoint.evidence.Fault if a column is missing or a cell is not what its column holds
     */
    static List<Outcome> predict(
            Csv table, List<String> columns, Catalog catalog, ToDoubleBiFunction<Csv.Row, Bench> seconds) {
        table.require(columns);
        List<Outcome> outcomes = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            outcomes.add(outcome(row, catalog, seconds));
        }
        return outcomes;
    }

    /** What a row measured, with its prediction or the reason why it has none. */
    static Outcome outcome(Csv.Row row, Catalog catalog, ToDoubleBiFunction<Csv.Row, Bench> seconds) {
        String id = row.text("id");
        String source = source(id);
        OptionalDouble measured = row.number(METRIC);
        try {
            if (measured.isEmpty()) {
                throw new NotPredicted("no duration");
            }
            double predicted = seconds.applyAsDouble(row, Bench.of(catalog, row.text("accelerator"), row.at()));
            return new Outcome(id, source, id, METRIC, predicted * 1e6, measured.getAsDouble(), "");
        } catch (NotPredicted e) {
            return new Outcome(id, source, id, METRIC, Double.NaN, measured.orElse(Double.NaN), e.getMessage());
        }
    }

    /** Key of a row's source: its id without the number. */
    static String source(String id) {
        return id.replaceAll("-\\d+$", "").toLowerCase(Locale.ROOT);
    }

    /** A size above zero. */
    static long size(Csv.Row row, String column) {
        double value = row.number(column).orElseThrow(() -> new NotPredicted("no " + column));
        if (value < 1 || value != Math.rint(value)) {
            throw row.fault(column, "a whole number above zero", "the columns are shifted.");
        }
        return (long) value;
    }
}
