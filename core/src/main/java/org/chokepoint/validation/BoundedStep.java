package org.chokepoint.validation;

import java.util.List;

/**
 * Levenberg's and Marquardt's step to the foot of a square form, within bounds. A parameter that stands at a bound and is
 * pushed outwards stays; one that would leave is put on its bound, and the others are solved for again.
 */
final class BoundedStep {
    private final Normal normal;
    private final double damping;
    private final double[] change;
    private final boolean[] held;

    private BoundedStep(Normal normal, double damping) {
        this.normal = normal;
        this.damping = damping;
        change = new double[normal.free().length];
        held = new boolean[normal.free().length];
    }

    /**
     * Logarithms after the step.
     *
     * @param logs logarithms of all parameters before it
     * @param damping part by which the diagonal of the curvature is enlarged
     */
    static double[] from(double[] logs, List<Parameter> parameters, Normal normal, double damping) {
        return new BoundedStep(normal, damping).take(logs, parameters);
    }

    private double[] take(double[] logs, List<Parameter> parameters) {
        int[] free = normal.free();
        double[] next = logs.clone();
        for (int a = 0; a < free.length; a++) {
            double outwards = -normal.gradient()[a];
            Parameter parameter = parameters.get(free[a]);
            held[a] = outwards > 0 && next[free[a]] >= StrictMath.log(parameter.high())
                    || outwards < 0 && next[free[a]] <= StrictMath.log(parameter.low());
        }
        boolean left = true;
        while (left) {
            left = false;
            solve();
            for (int a = 0; a < free.length; a++) {
                if (!held[a]) {
                    double wanted = logs[free[a]] + change[a];
                    next[free[a]] = within(parameters.get(free[a]), wanted);
                    held[a] = next[free[a]] != wanted;
                    left |= held[a];
                }
                change[a] = next[free[a]] - logs[free[a]];
            }
        }
        return next;
    }

    private static double within(Parameter parameter, double log) {
        return Math.max(StrictMath.log(parameter.low()), Math.min(StrictMath.log(parameter.high()), log));
    }

    /** Solves for the changes of those not held. */
    private void solve() {
        int n = 0;
        int[] places = new int[held.length];
        for (int a = 0; a < held.length; a++) {
            if (!held[a]) {
                places[n++] = a;
            }
        }
        double[][] matrix = new double[n][n];
        double[] right = new double[n];
        for (int i = 0; i < n; i++) {
            double[] row = normal.curvature()[places[i]];
            right[i] = -normal.gradient()[places[i]];
            for (int b = 0; b < held.length; b++) {
                right[i] -= held[b] ? row[b] * change[b] : 0;
            }
            for (int j = 0; j < n; j++) {
                matrix[i][j] = row[places[j]];
            }
            matrix[i][i] *= 1 + damping;
        }
        double[] solution = Cholesky.of(matrix).solve(right);
        for (int i = 0; i < n; i++) {
            change[places[i]] = solution[i];
        }
    }
}
