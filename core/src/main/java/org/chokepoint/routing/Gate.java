package org.chokepoint.routing;

/**
 * What turns the odds e^z of a token's logits z into affinities. Both leave the order of experts as it is; they differ in what a
 * bias of a given size does, and in how a loss pulls.
 */
public enum Gate {
    /** Each expert by itself: e^z / (1 + e^z) (DeepSeek-V3, equation 15). */
    SIGMOID,
    /** Experts against each other: e^z / Σ e^z (DeepSeek-V2, Switch). */
    SOFTMAX;

    /** Writes the affinities of a token, which may take the place of its odds. */
    void affinities(double[] odds, double[] into) {
        double sum = this == SIGMOID ? 0 : sum(odds);
        for (int i = 0; i < odds.length; i++) {
            into[i] = odds[i] / (this == SIGMOID ? 1 + odds[i] : sum);
        }
    }

    /** Writes the affinities of a token whose odds are so many times as high. */
    void shifted(double[] affinity, double[] factor, double[] into) {
        for (int i = 0; i < affinity.length; i++) {
            double scaled = affinity[i] * factor[i];
            into[i] = this == SIGMOID ? scaled / (1 - affinity[i] + scaled) : scaled;
        }
        if (this == SOFTMAX) {
            double sum = sum(into);
            for (int i = 0; i < into.length; i++) {
                into[i] /= sum;
            }
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum;
    }

    /** Derivative of an affinity by the expert's own logit, before what normalising takes back. */
    double slope(double affinity) {
        return this == SIGMOID ? affinity * (1 - affinity) : affinity;
    }
}
