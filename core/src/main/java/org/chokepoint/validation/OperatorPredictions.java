package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.machine.Calibration;

/** Times of operators by themselves as functions of the constants that a fit may move. */
final class OperatorPredictions implements Residuals {
    private final List<Measured> rows;
    private final List<Bench> benches;
    private final List<ToDoubleFunction<Bench>> timings;
    private final FreeConstants free;

    private OperatorPredictions(
            List<Measured> rows, List<Bench> benches, List<ToDoubleFunction<Bench>> timings, FreeConstants free) {
        this.rows = rows;
        this.benches = benches;
        this.timings = timings;
        this.free = free;
    }

    /** Of rows that can be predicted: kernels, or collectives. */
    static OperatorPredictions of(List<Measured> rows, Catalog catalog, FreeConstants free, boolean kernels) {
        List<Bench> benches = new ArrayList<>();
        List<ToDoubleFunction<Bench>> timings = new ArrayList<>();
        for (Measured each : rows) {
            Csv.Row row = each.row();
            benches.add(Bench.of(catalog, row.text("accelerator"), row.at()));
            timings.add(kernels ? kernel(KernelRows.work(row)) : bench -> CollectiveRows.seconds(row, bench));
        }
        return new OperatorPredictions(rows, benches, timings, free);
    }

    private static ToDoubleFunction<Bench> kernel(Work work) {
        return bench -> bench.seconds(work);
    }

    @Override
    public double[] predict(double[] values, BitSet which) {
        Map<String, Calibration> moved = new LinkedHashMap<>();
        double[] logs = new double[rows.size()];
        for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
            logs[i] = StrictMath.log(seconds(i, values, moved));
        }
        return logs;
    }

    @Override
    public boolean touches(int parameter, int observation) {
        return free.all()
                .get(parameter)
                .holders()
                .contains(benches.get(observation).calibration().id());
    }

    /** The rows with what they are predicted to be at other values. */
    List<Measured> again(double[] values) {
        Map<String, Calibration> moved = new LinkedHashMap<>();
        List<Measured> again = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Outcome old = rows.get(i).outcome();
            double microseconds = seconds(i, values, moved) * 1e6;
            again.add(Measured.operator(
                    rows.get(i).row(),
                    new Outcome(old.id(), old.source(), old.group(), old.metric(), microseconds, old.measured(), "")));
        }
        return again;
    }

    private double seconds(int row, double[] values, Map<String, Calibration> moved) {
        Bench bench = benches.get(row);
        Calibration own = moved.computeIfAbsent(bench.calibration().id(), id -> free.with(bench.calibration(), values));
        return timings.get(row).applyAsDouble(new Bench(bench.chip(), own, bench.cluster()));
    }
}
