package org.chokepoint.routing;

import java.util.Arrays;

/**
 * Where a step's tokens went.
 *
 * @param topicLoad rows of each expert over the mean, from the sequences of each topic
 * @param domainsPerToken different domains that a token is sent to
 * @param ranksPerToken different ranks
 * @param affinityLost share of the affinity of a token's best experts that those it is sent to lack
 */
record StepPicks(double[][] topicLoad, double domainsPerToken, double ranksPerToken, double affinityLost) {
    /** Rows of each expert over the mean, from sequences of topics as often as given. */
    double[] load(int[] sequences) {
        int all = 0;
        for (int each : sequences) {
            all += each;
        }
        double[] load = new double[topicLoad[0].length];
        for (int topic = 0; topic < sequences.length; topic++) {
            double weight = (double) sequences[topic] / all;
            for (int i = 0; i < load.length; i++) {
                load[i] += weight * topicLoad[topic][i];
            }
        }
        return load;
    }

    /** The same from all topics alike. */
    double[] load() {
        int[] sequences = new int[topicLoad.length];
        Arrays.fill(sequences, 1);
        return load(sequences);
    }
}
