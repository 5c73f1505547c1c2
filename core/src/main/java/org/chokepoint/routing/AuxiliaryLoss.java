package org.chokepoint.routing;

import java.util.Arrays;

/**
 * A loss α Σ f·P beside that of the language model, f being an expert's load over the mean and P its mean affinity, normalised over
 * experts. Its gradient shifts the logits of tokens of a topic; that of the language model draws them back like a spring. For a
 * token with normalised affinities s, ∂(Σ f·s)/∂z = slope · (f − Σ f·s). Sources: Wang et al. 2024, equation 2; DeepSeek-V3 Technical
 * Report, equations 17 to 20; the spring is derived in {@code docs/model/routing.md}.
 */
final class AuxiliaryLoss implements Router {
    private static final double WAY = 0.25;

    private final Gate gate;
    private final boolean bySequence;
    private final double strength;
    private final double[][] shift;
    private final double[][] factor;
    private final double[][] gradient;
    private final double[][] load;
    private final double[][] weight;
    private final double[] shifted;

    /**
     * @param bySequence whether loads are those of a sequence, and hence of its topic, instead of the whole batch
     * @param strength coefficient of the loss over the stiffness of the language model's
     */
    AuxiliaryLoss(int experts, Gate gate, boolean bySequence, double strength) {
        int topics = Affinities.TOPICS;
        this.gate = gate;
        this.bySequence = bySequence;
        this.strength = strength;
        this.shift = new double[topics][experts];
        this.factor = new double[topics][experts];
        this.gradient = new double[topics][experts];
        this.load = new double[topics][experts];
        this.weight = new double[topics][experts];
        this.shifted = new double[experts];
        for (int topic = 0; topic < topics; topic++) {
            Arrays.fill(factor[topic], 1);
            Arrays.fill(load[topic], 1);
        }
    }

    @Override
    public void pick(double[] affinity, int topic, int[] picks) {
        gate.shifted(affinity, factor[topic], shifted);
        TopK.select(shifted, picks);
        double sum = 0;
        double loaded = 0;
        double[] f = load[topic];
        for (int i = 0; i < f.length; i++) {
            sum += shifted[i];
            loaded += f[i] * shifted[i];
        }
        double mean = loaded / sum;
        double[] own = gradient[topic];
        double[] resisted = weight[topic];
        for (int i = 0; i < f.length; i++) {
            double slope = gate.slope(shifted[i]) / sum;
            own[i] += slope * (f[i] - mean);
            resisted[i] += slope;
        }
    }

    /**
     * Goes part of the way to where both gradients cancel, that of the language model being as strong as the share of tokens that
     * the expert matters to; the stronger the loss, the shorter, so that logits don't swing. The
     * next step's gradients are taken with the loads of this one.
     */
    @Override
    public void learn(double[] loads, double[][] topicLoad) {
        double way = WAY / (1 + strength);
        for (int topic = 0; topic < shift.length; topic++) {
            for (int i = 0; i < shifted.length; i++) {
                double pull = strength * gradient[topic][i] / weight[topic][i];
                shift[topic][i] -= way * (pull + shift[topic][i]);
                factor[topic][i] = StrictMath.exp(shift[topic][i]);
                load[topic][i] = bySequence ? topicLoad[topic][i] : loads[i];
            }
            Arrays.fill(gradient[topic], 0);
            Arrays.fill(weight[topic], 0);
        }
    }
}
