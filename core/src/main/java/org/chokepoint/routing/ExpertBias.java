package org.chokepoint.routing;

/**
 * Auxiliary-loss-free balancing: the highest of affinity + bias, where an expert's bias falls by a fixed step if its load was above
 * the mean and rises by it if below. Gates keep the plain affinity. Source: Wang et al. 2024, equation 3 and algorithm 1;
 * DeepSeek-V3 Technical Report, section 2.1.2.
 */
final class ExpertBias implements Router {
    /** Times the speed at which biases set out, as far as many steps of training have brought them. */
    private static final double HASTE = 64;

    /** Steps in which haste halves, until biases have their own speed. */
    private static final int HALVES = 6;

    private final double speed;
    private final double[] bias;
    private final double[] biased;
    private double haste = HASTE;
    private int steps;

    /**
     * @param speed step of a bias, in units of affinity
     */
    ExpertBias(int experts, double speed) {
        this.speed = speed;
        this.bias = new double[experts];
        this.biased = new double[experts];
    }

    /** Affinities with their biases; the array is used again. */
    double[] biased(double[] affinity) {
        for (int i = 0; i < bias.length; i++) {
            biased[i] = affinity[i] + bias[i];
        }
        return biased;
    }

    @Override
    public void pick(double[] affinity, int topic, int[] picks) {
        TopK.select(biased(affinity), picks);
    }

    @Override
    public void learn(double[] load, double[][] topicLoad) {
        for (int i = 0; i < bias.length; i++) {
            bias[i] += haste * speed * Math.signum(1 - load[i]);
        }
        if (++steps % HALVES == 0) {
            haste = Math.max(1, haste / 2);
        }
    }
}
