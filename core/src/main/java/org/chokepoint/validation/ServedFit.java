package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;

/**
 * The constants of engines that are fitted, fitted to a table of measured serving; chips and fabrics stay as kernels and collectives have
 * told them. A source may be left out in turn.
 *
 * @param constants what was fitted, in order
 * @param fitted the fit to the whole table
 * @param before the table predicted with the values before
 * @param inSample the table predicted with the fitted ones
 * @param leftOut each source predicted with a fit to the others; empty if that was not asked for
 * @param families chip family of each of these
 */
public record ServedFit(
        List<CalibrationFit.Constant> constants,
        Fitted fitted,
        Validation before,
        Validation inSample,
        List<Measured> leftOut,
        List<String> families) {
    /** Error of a measurement as a difference of logarithms: the same run by another release or client. */
    private static final double SCALE = 0.12;

    /** Runs that a source counts for, however many rows it has. */
    private static final double SOURCE_WEIGHT = 40;

    /** A time to first token tells less: it hangs on how clients send. */
    private static final double FIRST_TOKEN_WEIGHT = 0.2;

    public ServedFit {
        constants = List.copyOf(constants);
        leftOut = List.copyOf(leftOut);
        families = List.copyOf(families);
    }

    /** Fits and scores. */
    public static ServedFit of(Csv table, Catalog catalog, boolean leaveOut, int threads, Watch watch) {
        ServedRows predictor = new ServedRows(catalog);
        List<Measured> before = new ArrayList<>();
        List<Csv.Row> rows = new ArrayList<>();
        List<ServedRows.Described> runs = new ArrayList<>();
        List<InferenceTable.Read> all = new InferenceTable(catalog).read(table);
        List<Measured> predicted = predictor.predict(all, share -> watch.goOn(share, "reading"));
        for (int i = 0; i < all.size(); i++) {
            if (predicted.get(i).scored()) {
                before.add(predicted.get(i));
                rows.add(all.get(i).row());
                runs.add(predictor.describe(all.get(i).served().orElseThrow()));
            }
        }
        if (rows.isEmpty()) {
            throw new Fault(table.rows().get(0).at(), "no row can be predicted.", "a column is left blank.");
        }
        FreeConstants free = FreeConstants.ofEngines(catalog);
        ServedPredictions predictions = new ServedPredictions(predictor, rows, runs, free);
        List<String> sources =
                runs.stream().map(each -> each.row().source()).distinct().toList();
        Fit.Result result = Fit.of(
                free.parameters(), observations(before, runs, sources), predictions, SCALE, leaveOut, threads, watch);
        List<Measured> leftOut = new ArrayList<>();
        List<String> families = new ArrayList<>();
        for (int source = 0; source < result.without().size(); source++) {
            List<Measured> again = predictions.again(result.without().get(source));
            for (int i = 0; i < again.size(); i++) {
                if (again.get(i).outcome().source().equals(sources.get(source))) {
                    leftOut.add(again.get(i));
                    families.add(runs.get(i).row().accelerator().family());
                }
            }
        }
        List<Measured> inSample = predictions.again(result.all().values());
        return new ServedFit(
                free.described(),
                result.all(),
                Validation.ofRows(before),
                Validation.ofRows(inSample),
                leftOut,
                families);
    }

    private static Observations observations(
            List<Measured> used, List<ServedRows.Described> runs, List<String> sources) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        runs.forEach(each -> counts.merge(each.row().source(), 1, Integer::sum));
        double[] measured = new double[used.size()];
        double[] weight = new double[used.size()];
        int[] source = new int[used.size()];
        for (int i = 0; i < measured.length; i++) {
            ServedRow row = runs.get(i).row();
            measured[i] = StrictMath.log(used.get(i).measuredSeconds());
            weight[i] = Math.min(1, SOURCE_WEIGHT / counts.get(row.source()))
                    * (row.metric().isFirstToken() ? FIRST_TOKEN_WEIGHT : 1);
            source[i] = sources.indexOf(row.source());
        }
        return new Observations(measured, weight, source);
    }

    /** Where measured figures lie around those that a fit without their source predicts. */
    public ServedBands bands() {
        return ServedBands.of(leftOut, families);
    }
}
