package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Fits constants to measurements: the most probable values given priors and a robust loss, by damped Gauss–Newton steps within
 * bounds. Described in {@code docs/model/calibration.md}. The result does not depend on the number of threads.
 */
public final class Fit {
    /** A posterior at least so wide against its prior says that the measurements don't tell the value. */
    private static final double UNIDENTIFIED = 0.7;

    private static final int MOST_STEPS = 12;
    private static final int MOST_TRIES = 8;
    private static final double SMALL_STEP = 1e-3;
    private static final double FIRST_DAMPING = 1e-3;

    private final Problem problem;
    private final BitSet free = new BitSet();
    private Slopes slopes;

    private Fit(Problem problem) {
        this.problem = problem;
        free.set(0, problem.size());
    }

    /**
     * A fit to all observations, and to all but those of each source.
     *
     * @param all fit to everything
     * @param without values of a fit without each source, in the order of {@link Observations#sources()}; empty if not asked
     */
    public record Result(Fitted all, List<double[]> without) {
        public Result {
            without = List.copyOf(without);
        }
    }

    /**
     * Fits.
     *
     * @param scale error of a measurement, as a difference of logarithms, at which a residual counts as 1
     * @param leaveOut whether each source is left out in turn, too
     * @param threads threads that compute predictions
     * @throws java.util.concurrent.CancellationException if the watch stops it
     */
    public static Result of(
            List<Parameter> parameters,
            Observations observations,
            Residuals residuals,
            double scale,
            boolean leaveOut,
            int threads,
            Watch watch) {
        try (Crew crew = new Crew(threads)) {
            Fit fit = new Fit(new Problem(parameters, observations, residuals, scale, crew, watch));
            return fit.run(leaveOut);
        }
    }

    private Result run(boolean leaveOut) {
        BitSet everything = problem.observations().all();
        double[] start = new double[problem.size()];
        for (int p = 0; p < start.length; p++) {
            start[p] = problem.parameters().get(p).centre();
        }
        Point best = descend(problem.at(start, everything), everything, MOST_STEPS, null, "fitting");
        if (freeze(best, everything)) {
            double[] logs = best.logs().clone();
            for (int p = 0; p < logs.length; p++) {
                logs[p] = free.get(p) ? logs[p] : start[p];
            }
            best = descend(problem.at(logs, everything), everything, MOST_STEPS, null, "fitting what is left");
        }
        slopes = problem.slopes(best, everything, free, "measuring errors");
        List<double[]> without = new ArrayList<>();
        if (leaveOut) {
            for (int source : problem.observations().sources()) {
                BitSet used = problem.observations().all();
                used.andNot(problem.observations().of(source));
                without.add(values(descend(best, used, 3, slopes, "leaving out a source")));
            }
        }
        return new Result(fitted(best, everything), without);
    }

    /** Steps downwards until they get small; the first one may use slopes that are known. */
    private Point descend(Point from, BitSet used, int most, Slopes known, String doing) {
        Point at = from;
        double objective = problem.objective(at, used);
        double damping = FIRST_DAMPING;
        for (int step = 0; step < most && !free.isEmpty(); step++) {
            Slopes own = step == 0 && known != null ? known : problem.slopes(at, used, free, doing);
            Normal normal = Normal.of(problem, at, own, used, free);
            Point next = null;
            double nextObjective = objective;
            for (int attempt = 0; attempt < MOST_TRIES && next == null; attempt++) {
                double[] logs = BoundedStep.from(at.logs(), problem.parameters(), normal, damping);
                Point tried = problem.at(logs, used);
                nextObjective = problem.objective(tried, used);
                if (nextObjective < objective) {
                    next = tried;
                    damping = Math.max(1e-6, damping / 10);
                } else {
                    damping *= 10;
                }
            }
            if (next == null) {
                return at;
            }
            double moved = next.distance(at);
            at = next;
            objective = nextObjective;
            if (moved < SMALL_STEP) {
                return at;
            }
        }
        return at;
    }

    /** Takes parameters whose value the measurements don't tell out of the fit, the least known first. */
    private boolean freeze(Point best, BitSet used) {
        Normal normal = Normal.of(problem, best, problem.slopes(best, used, free, "measuring errors"), used, free);
        boolean any = false;
        while (normal.free().length > 0) {
            double[][] covariance = Cholesky.of(normal.curvature()).inverse();
            int worst = 0;
            for (int a = 0; a < covariance.length; a++) {
                worst = widened(normal, covariance, a) > widened(normal, covariance, worst) ? a : worst;
            }
            if (widened(normal, covariance, worst) <= UNIDENTIFIED) {
                return any;
            }
            free.clear(normal.free()[worst]);
            normal = normal.without(worst);
            any = true;
        }
        return any;
    }

    private double widened(Normal normal, double[][] covariance, int a) {
        double prior = problem.parameters().get(normal.free()[a]).priorSpread();
        return Math.sqrt(covariance[a][a]) / prior;
    }

    private Fitted fitted(Point best, BitSet used) {
        int n = problem.size();
        double[] spreads = new double[n];
        double[][] correlations = new double[n][n];
        boolean[] identified = new boolean[n];
        for (int p = 0; p < n; p++) {
            spreads[p] = problem.parameters().get(p).priorSpread();
            identified[p] = free.get(p);
        }
        if (!free.isEmpty()) {
            Normal normal = Normal.of(problem, best, slopes, used, free);
            double[][] covariance = Cholesky.of(normal.curvature()).inverse();
            for (int a = 0; a < covariance.length; a++) {
                spreads[normal.free()[a]] = Math.sqrt(covariance[a][a]);
                for (int b = 0; b < covariance.length; b++) {
                    correlations[normal.free()[a]][normal.free()[b]] =
                            covariance[a][b] / Math.sqrt(covariance[a][a] * covariance[b][b]);
                }
            }
        }
        return new Fitted(
                problem.parameters(), values(best), identified, spreads, correlations, problem.objective(best, used));
    }

    private double[] values(Point point) {
        double[] values = new double[problem.size()];
        for (int p = 0; p < values.length; p++) {
            values[p] = problem.parameters().get(p).value(point.logs()[p]);
        }
        return values;
    }
}
