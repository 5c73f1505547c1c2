package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.chokepoint.catalog.Csv;
import org.chokepoint.serving.Engine;

/**
 * Figures of serving runs as functions of the constants of engines.
 *
 * @param predictor what predicts
 * @param rows rows of the table
 * @param runs what they describe
 * @param free constants that move
 */
record ServedPredictions(ServedRows predictor, List<Csv.Row> rows, List<ServedRows.Described> runs, FreeConstants free)
        implements Residuals {
    @Override
    public double[] predict(double[] values, BitSet which) {
        double[] logs = new double[runs.size()];
        for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
            boolean rate = runs.get(i).row().metric().isRate();
            double log = StrictMath.log(figure(i, values));
            logs[i] = rate ? -log : log;
        }
        return logs;
    }

    @Override
    public boolean touches(int parameter, int observation) {
        Engine engine = runs.get(observation).model().engine();
        return free.all().get(parameter).holders().contains(engine.id());
    }

    private double figure(int i, double[] values) {
        return predictor.predict(runs.get(i).on(engine -> free.with(engine, values)));
    }

    /** The rows with what they are predicted to be at other values. */
    List<Measured> again(double[] values) {
        List<Measured> again = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            again.add(ServedRows.measured(rows.get(i), runs.get(i), figure(i, values)));
        }
        return again;
    }
}
