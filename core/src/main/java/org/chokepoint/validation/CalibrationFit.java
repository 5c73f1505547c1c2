package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Kind;
import org.chokepoint.evidence.Fault;

/**
 * The constants of tier {@code fitted}, fitted to a table of training measurements. Fits use the closed form; scores use the
 * executed timeline.
 *
 * @param constants what was fitted, in order
 * @param fitted the fit to the whole table
 * @param before the table predicted with the values before
 * @param inSample the table predicted with the fitted ones
 * @param leftOut each source predicted with a fit to the others; empty if that was not asked for
 */
public record CalibrationFit(
        List<Constant> constants, Fitted fitted, Validation before, Validation inSample, List<Measured> leftOut) {
    /** Layers of the models: chips, fabrics, stacks. */
    public static final List<String> LAYERS = List.of("l1", "l2", "l3");

    /** Error of a measurement as a difference of logarithms: rows that repeat each other differ by half of it. */
    static final double SCALE = 0.08;

    /** Steps that a source counts for, however many rows it has; and the most that a row counts for. A collective counts for 1. */
    private static final double SOURCE_WEIGHT = 20;

    private static final double ROW_WEIGHT = 1.5;

    public CalibrationFit {
        constants = List.copyOf(constants);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A constant that was fitted.
     *
     * @param kind kind of the records that hold it
     * @param layer l1, l2 or l3
     * @param key key of the constant in its record
     * @param holders records that share it
     * @param before its value before the fit
     * @param why its mechanism and evidence
     */
    public record Constant(Kind<?> kind, String layer, String key, List<String> holders, double before, String why) {}

    /**
     * Fits all constants of tier {@code fitted}, and scores.
     *
     * @param layers which of l1, l2 and l3 may move
     * @param leaveOut whether each source is left out in turn, too
     */
    public static CalibrationFit of(
            Csv table, Catalog catalog, List<String> layers, boolean leaveOut, int threads, Watch watch) {
        TrainingTable rows = new TrainingTable(catalog);
        List<Measured> all = rows.predict(table, share -> watch.goOn(share, "reading"));
        return of(rows, all, List.of(), FreeConstants.of(catalog, layers), leaveOut, threads, watch);
    }

    /**
     * Fits the constants of the one cluster that tables were measured on, around their values: those of fabric and stack to
     * tables of steps, those of the fabric to tables of collectives.
     *
     * @throws Fault if a row has no prediction, or rows are of several clusters
     */
    public static CalibrationFit ofCluster(List<Csv> tables, Catalog catalog, int threads, Watch watch) {
        OwnCluster own = OwnCluster.of(tables, catalog, share -> watch.goOn(share, "reading"));
        return of(own.rows(), own.steps(), own.collectives(), own.free(), false, threads, watch);
    }

    private static CalibrationFit of(
            TrainingTable rows,
            List<Measured> all,
            List<TimedCollective> collectives,
            FreeConstants free,
            boolean leaveOut,
            int threads,
            Watch watch) {
        List<Measured> used =
                new ArrayList<>(all.stream().filter(Measured::scored).toList());
        List<MeasuredStep> steps =
                used.stream().map(each -> each.step().orElseThrow()).toList();
        List<Measured> timed =
                collectives.stream().map(TimedCollective::measured).toList();
        used.addAll(timed);
        List<String> sources =
                used.stream().map(each -> each.outcome().source()).distinct().toList();
        Fit.Result result = Fit.of(
                free.parameters(),
                observations(used, sources),
                new ClusterPredictions(steps, collectives, free, rows.expertLoad()),
                SCALE,
                leaveOut,
                threads,
                watch);
        double[] values = result.all().values();
        List<Measured> before = new ArrayList<>(all);
        before.addAll(timed);
        List<Measured> inSample = again(rows, all, free, values);
        collectives.forEach(each -> inSample.add(each.measured(free.with(each.machine(), values))));
        List<Measured> leftOut = new ArrayList<>();
        for (int source = 0; source < result.without().size(); source++) {
            String name = sources.get(source);
            List<Measured> own = all.stream()
                    .filter(each -> each.outcome().source().equals(name))
                    .toList();
            leftOut.addAll(again(rows, own, free, result.without().get(source)));
        }
        return new CalibrationFit(
                free.described(), result.all(), Validation.ofRows(before), Validation.ofRows(inSample), leftOut);
    }

    /** Left-out sources whose chip family and stack others cover, or the others. */
    public Validation leftOut(boolean covered) {
        Coverage coverage = Coverage.of(leftOut);
        return Validation.ofRows(leftOut.stream()
                .filter(each -> coverage.covers(each) == covered)
                .toList());
    }

    /** Where measured steps lie around those that a fit without their source predicts. */
    public ResidualBands bands() {
        return ResidualBands.of(leftOut);
    }

    /** Share of left-out runs within the band of their class; 1 if there are none. */
    public double bandCoverage() {
        Coverage coverage = Coverage.of(leftOut);
        ResidualBands bands = bands();
        return ResidualBands.held(leftOut, (row, step) -> bands.find(step.family(), coverage.covers(row)))
                .orElse(1);
    }

    private static Observations observations(List<Measured> used, List<String> sources) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        used.stream()
                .filter(each -> each.step().isPresent())
                .forEach(each -> counts.merge(each.outcome().source(), 1, Integer::sum));
        double[] measured = new double[used.size()];
        double[] weight = new double[used.size()];
        int[] source = new int[used.size()];
        for (int i = 0; i < measured.length; i++) {
            String name = used.get(i).outcome().source();
            measured[i] = StrictMath.log(used.get(i).measuredSeconds());
            boolean step = used.get(i).step().isPresent();
            weight[i] = step ? Math.min(ROW_WEIGHT, SOURCE_WEIGHT / counts.get(name)) : 1;
            source[i] = sources.indexOf(name);
        }
        return new Observations(measured, weight, source);
    }

    private static List<Measured> again(TrainingTable rows, List<Measured> all, FreeConstants free, double[] values) {
        List<Measured> again = new ArrayList<>();
        all.forEach(each ->
                again.add(each.outcome().counted() ? rows.again(each, machine -> free.with(machine, values)) : each));
        return again;
    }
}
