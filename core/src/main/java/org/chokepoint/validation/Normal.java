package org.chokepoint.validation;

import java.util.BitSet;

/**
 * The objective near a point as Gauss and Newton take it: a square form in the free parameters, with each measurement at the
 * weight that Huber's loss gives it there.
 *
 * @param free numbers of the free parameters
 * @param gradient first derivatives of the objective, by place in {@code free}
 * @param curvature second derivatives without those of the model
 */
record Normal(int[] free, double[] gradient, double[][] curvature) {
    static Normal of(Problem problem, Point point, Slopes slopes, BitSet used, BitSet among) {
        int[] free = among.stream().toArray();
        int n = free.length;
        double[] gradient = new double[n];
        double[][] curvature = new double[n][n];
        double scale = problem.scale();
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            double z = problem.residual(point, i);
            double weight = problem.observations().weight()[i] * Huber.weight(z) / scale;
            for (int a = 0; a < n; a++) {
                double pull = weight * slopes.columns()[free[a]][i];
                gradient[a] -= pull * z;
                for (int b = 0; b <= a && pull != 0; b++) {
                    curvature[a][b] += pull * slopes.columns()[free[b]][i] / scale;
                }
            }
        }
        for (int a = 0; a < n; a++) {
            Parameter parameter = problem.parameters().get(free[a]);
            gradient[a] += parameter.standardized(point.logs()[free[a]]) / parameter.priorSpread();
            curvature[a][a] += 1 / (parameter.priorSpread() * parameter.priorSpread());
            for (int b = 0; b < a; b++) {
                curvature[b][a] = curvature[a][b];
            }
        }
        return new Normal(free, gradient, curvature);
    }

    /** The square form without the free parameter at a place, as if it were known. */
    Normal without(int place) {
        int n = free.length - 1;
        int[] fewer = new int[n];
        double[] first = new double[n];
        double[][] second = new double[n][n];
        for (int a = 0; a < n; a++) {
            int from = a < place ? a : a + 1;
            fewer[a] = free[from];
            first[a] = gradient[from];
            for (int b = 0; b < n; b++) {
                second[a][b] = curvature[from][b < place ? b : b + 1];
            }
        }
        return new Normal(fewer, first, second);
    }
}
