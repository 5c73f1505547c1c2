package org.chokepoint.validation;

/** Factor L of a symmetric positive definite matrix A = L·Lᵀ, to solve equations with it. */
final class Cholesky {
    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * Factors a matrix, of which the lower half is read.
     *
     * @throws IllegalArgumentException if the matrix is not positive definite
     */
    static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                if (i > j) {
                    l[i][j] = rest / l[j][j];
                } else if (rest > 0) {
                    l[i][i] = Math.sqrt(rest);
                } else {
                    throw new IllegalArgumentException("The matrix is not positive definite in row " + i + ".");
                }
            }
        }
        return new Cholesky(l);
    }

    /** x of A·x = b. */
    double[] solve(double[] b) {
        int n = b.length;
        double[] x = b.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    /** A⁻¹. */
    double[][] inverse() {
        int n = lower.length;
        double[][] columns = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            columns[i] = solve(unit);
        }
        return columns;
    }
}
