package org.chokepoint.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How far off we are in a set of rows. Errors are |ln(predicted/measured)|; a run with several figures counts once, with their
 * median.
 *
 * @param name what the rows have in common
 * @param groups runs
 * @param p50 median error
 * @param p90 error that nine of ten stay below
 * @param bias median of ln(predicted/measured): above zero where we predict longer steps, or more memory
 */
public record Score(String name, int groups, double p50, double p90, double bias) {
    /** Scores of time of all rows that count, by what a function names. */
    static List<Score> by(List<Measured> rows, Function<Measured, String> naming) {
        Map<String, List<Measured>> parts = new LinkedHashMap<>();
        for (Measured each : rows) {
            parts.computeIfAbsent(naming.apply(each), name -> new ArrayList<>()).add(each);
        }
        List<Score> scores = new ArrayList<>();
        parts.forEach((name, part) -> scores.add(of(name, part)));
        return scores;
    }

    /** The score of rows that were predicted. */
    static Score of(String name, List<Measured> rows) {
        Map<String, List<Double>> groups = new LinkedHashMap<>();
        for (Measured each : rows) {
            groups.computeIfAbsent(each.outcome().group(), group -> new ArrayList<>())
                    .add(each.error());
        }
        double[] errors = new double[groups.size()];
        double[] signed = new double[groups.size()];
        int i = 0;
        for (List<Double> figures : groups.values()) {
            double[] own = figures.stream().mapToDouble(Double::doubleValue).toArray();
            signed[i] = Quantiles.median(own);
            for (int k = 0; k < own.length; k++) {
                own[k] = Math.abs(own[k]);
            }
            errors[i++] = Quantiles.median(own);
        }
        return new Score(
                name, groups.size(), Quantiles.of(errors, 0.5), Quantiles.of(errors, 0.9), Quantiles.median(signed));
    }

    /** Means of the scores of sources with at least five runs, so that no large source outweighs the others. */
    static Score headline(List<Score> sources) {
        List<Score> large = sources.stream().filter(s -> s.groups() >= 5).toList();
        List<Score> counted = large.isEmpty() ? sources : large;
        double n = counted.size();
        int groups = 0;
        double p50 = 0;
        double p90 = 0;
        double bias = 0;
        for (Score each : counted) {
            groups += each.groups();
            p50 += each.p50() / n;
            p90 += each.p90() / n;
            bias += each.bias() / n;
        }
        return counted.isEmpty()
                ? new Score("headline", 0, Double.NaN, Double.NaN, Double.NaN)
                : new Score("headline", groups, p50, p90, bias);
    }
}
