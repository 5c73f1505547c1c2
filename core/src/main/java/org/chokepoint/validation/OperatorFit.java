package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;

/**
 * The constants that were read off tables of kernels or collectives, fitted to such a table; and each row predicted by a fit that
 * has not seen its shape.
 *
 * @param constants what was fitted, in order
 * @param fitted the fit to the whole table
 * @param before the table predicted with the values before
 * @param inSample the table predicted with the fitted ones
 * @param leftOut the table predicted by fits without a row's shape, or without its source; empty if that was not asked for
 */
public record OperatorFit(
        List<CalibrationFit.Constant> constants,
        Fitted fitted,
        Validation before,
        Validation inSample,
        List<Measured> leftOut) {
    /** Parts into which the shapes of a table are dealt: as many fits are made. */
    private static final int PARTS = 10;

    private static final List<String> SHAPE = List.of(
            "m",
            "n",
            "k",
            "experts",
            "batch",
            "heads",
            "kv_heads",
            "seq_q",
            "seq_kv",
            "head_dim_qk",
            "n_gpus",
            "message_bytes");

    public OperatorFit {
        constants = List.copyOf(constants);
        leftOut = List.copyOf(leftOut);
    }

    /** What a fit may leave out. */
    public enum Without {
        NOTHING,
        SHAPE,
        SOURCE
    }

    /** Whether a table is one of kernels or collectives. */
    public static boolean fits(Csv table) {
        return table.columns().contains(Validation.KERNEL) || table.columns().contains(Validation.COLLECTIVE);
    }

    /** Fits and scores. */
    public static OperatorFit of(Csv table, Catalog catalog, Without without, int threads, Watch watch) {
        Validation before = Validation.of(table, catalog, share -> watch.goOn(share, "reading"));
        List<Measured> used = before.rows().stream().filter(Measured::scored).toList();
        if (used.isEmpty()) {
            throw new Fault(table.rows().get(0).at(), "no row can be predicted.", "a column is left blank.");
        }
        boolean kernels = table.columns().contains(Validation.KERNEL);
        FreeConstants free = FreeConstants.measured(catalog, kernels ? "kernel." : "fabric.");
        OperatorPredictions predictions = OperatorPredictions.of(used, catalog, free, kernels);
        int[] part = parts(used, without);
        Fit.Result result = Fit.of(
                free.parameters(),
                observations(used, part),
                predictions,
                CalibrationFit.SCALE,
                without != Without.NOTHING,
                threads,
                watch);
        List<Measured> leftOut = new ArrayList<>();
        for (int p = 0; p < result.without().size(); p++) {
            List<Measured> all = predictions.again(result.without().get(p));
            for (int i = 0; i < all.size(); i++) {
                if (part[i] == p) {
                    leftOut.add(all.get(i));
                }
            }
        }
        List<Measured> inSample = predictions.again(result.all().values());
        return new OperatorFit(free.described(), result.all(), before, Validation.ofRows(inSample), leftOut);
    }

    private static Observations observations(List<Measured> used, int[] part) {
        double[] measured = new double[used.size()];
        double[] weight = new double[used.size()];
        for (int i = 0; i < measured.length; i++) {
            measured[i] = StrictMath.log(used.get(i).measuredSeconds());
            weight[i] = 1;
        }
        return new Observations(measured, weight, part);
    }

    /** Rows of one shape, or of one source, share a part. */
    private static int[] parts(List<Measured> used, Without without) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        int[] part = new int[used.size()];
        for (int i = 0; i < part.length; i++) {
            Measured each = used.get(i);
            String key = without == Without.SOURCE ? each.outcome().source() : shape(each.row());
            Integer number = numbers.putIfAbsent(key, numbers.size());
            int own = number == null ? numbers.size() - 1 : number;
            part[i] = without == Without.SOURCE ? own : own % PARTS;
        }
        return part;
    }

    private static String shape(Csv.Row row) {
        StringBuilder key = new StringBuilder();
        SHAPE.forEach(column -> key.append(row.text(column)).append('|'));
        return key.toString();
    }
}
