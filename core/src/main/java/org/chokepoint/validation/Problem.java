package org.chokepoint.validation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** What is to be made small, and how: parameters, measurements, the model between them, and who computes it. */
record Problem(
        List<Parameter> parameters,
        Observations observations,
        Residuals residuals,
        double scale,
        Crew crew,
        Watch watch) {

    /** How far a logarithm is moved for a derivative. */
    static final double STEP = 1e-3;

    int size() {
        return parameters.size();
    }

    /** Half the squared norm of the standardized residuals, robust for measurements, square for the prior. */
    double objective(Point point, BitSet used) {
        double sum = 0;
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            sum += observations.weight()[i] * Huber.loss(residual(point, i));
        }
        for (int p = 0; p < size(); p++) {
            double z = parameters.get(p).standardized(point.logs()[p]);
            sum += z * z / 2;
        }
        return sum;
    }

    /** Measured less predicted, in scales. */
    double residual(Point point, int observation) {
        return (observations.measured()[observation] - point.predicted()[observation]) / scale;
    }

    /** A point with the predictions in use, each thread taking its share of them. */
    Point at(double[] logs, BitSet used) {
        int parts = Math.min(crew.threads(), Math.max(1, used.cardinality()));
        double[] predicted = new double[observations.count()];
        List<BitSet> shares = Shares.of(used, parts);
        List<double[]> all = crew.each(parts, part -> predict(logs, shares.get(part)), watch, "predicting");
        for (int part = 0; part < parts; part++) {
            BitSet which = shares.get(part);
            for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
                predicted[i] = all.get(part)[i];
            }
        }
        return new Point(logs, predicted);
    }

    /** Derivatives by the free parameters, each parameter by itself. */
    Slopes slopes(Point point, BitSet used, BitSet free, String doing) {
        int[] moved = free.stream().toArray();
        List<double[]> taken = crew.each(moved.length, k -> column(point, used, moved[k]), watch, doing);
        double[][] columns = new double[size()][observations.count()];
        for (int k = 0; k < moved.length; k++) {
            columns[moved[k]] = taken.get(k);
        }
        return new Slopes(point, columns);
    }

    private double[] column(Point point, BitSet used, int p) {
        BitSet touched = new BitSet(observations.count());
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            touched.set(i, residuals.touches(p, i));
        }
        double[] column = new double[observations.count()];
        double[] logs = point.logs().clone();
        logs[p] = aside(parameters.get(p), logs[p]);
        double step = logs[p] - point.logs()[p];
        double[] predicted = predict(logs, touched);
        for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
            column[i] = (predicted[i] - point.predicted()[i]) / step;
        }
        return column;
    }

    /** A step up, or down where there is no room above, or as far as there is room. */
    private static double aside(Parameter parameter, double log) {
        double above = StrictMath.log(parameter.high()) - log;
        double below = log - StrictMath.log(parameter.low());
        return above >= STEP || above >= below ? log + Math.min(STEP, above) : log - Math.min(STEP, below);
    }

    private double[] predict(double[] logs, BitSet which) {
        double[] values = new double[size()];
        Arrays.setAll(values, p -> parameters.get(p).value(logs[p]));
        if (which.isEmpty()) {
            return new double[observations.count()];
        }
        double[] predicted = residuals.predict(values, which);
        if (predicted.length != observations.count()) {
            throw new IllegalStateException(
                    predicted.length + " predictions for " + observations.count() + " observations");
        }
        for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
            if (!Double.isFinite(predicted[i])) {
                throw new Fault(
                        Location.of("observation " + i),
                        "the logarithm of its prediction is not finite within the bounds of the constants.",
                        "a bound reaches to where the model has no answer.");
            }
        }
        return predicted;
    }
}
