package org.chokepoint.posttraining;

/**
 * Lengths of outputs: log-normal, cut at the longest. All figures come from quantiles, so nothing is drawn by chance.
 *
 * @param mean mean length, cut outputs included
 * @param scale median before cutting
 * @param sigma standard deviation of the logarithm before cutting
 * @param longest length at which an output is cut
 */
public record OutputLengths(double mean, double scale, double sigma, double longest) {
    /** Quantiles from which moments are summed. */
    private static final int GRID = 8192;

    private static final int HALVINGS = 60;

    /**
     * Lengths with a given mean after cutting.
     *
     * @param spread standard deviation over mean before cutting
     */
    public static OutputLengths of(double mean, double spread, double longest) {
        double sigma = Math.sqrt(StrictMath.log1p(spread * spread));
        if (mean >= longest) {
            return new OutputLengths(longest, longest, 0, longest);
        }
        double[] factors = factors(GRID, sigma);
        double low = 0;
        double high = longest;
        while (mean(factors, high, longest) < mean) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (mean(factors, middle, longest) < mean) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new OutputLengths(mean, high, sigma, longest);
    }

    /** Where each of {@code n} outputs lies when they are sorted, ascending. */
    public double[] sorted(int n) {
        double[] lengths = factors(n, sigma);
        for (int i = 0; i < n; i++) {
            lengths[i] = Math.min(longest, scale * lengths[i]);
        }
        return lengths;
    }

    /**
     * Length of equal sequences that have as many tokens and as many query-key pairs as prompts and outputs have: the mean of
     * the square over the mean.
     */
    public double pairLength(double promptTokens) {
        double sum = 0;
        double squares = 0;
        for (double length : sorted(GRID)) {
            double tokens = promptTokens + length;
            sum += tokens;
            squares += tokens * tokens;
        }
        return squares / sum;
    }

    private static double[] factors(int n, double sigma) {
        double[] factors = Deviates.of(n);
        for (int i = 0; i < n; i++) {
            factors[i] = StrictMath.exp(sigma * factors[i]);
        }
        return factors;
    }

    private static double mean(double[] factors, double scale, double longest) {
        double sum = 0;
        for (double factor : factors) {
            sum += Math.min(longest, scale * factor);
        }
        return sum / factors.length;
    }
}
