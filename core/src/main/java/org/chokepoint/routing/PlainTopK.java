package org.chokepoint.routing;

/** The highest affinities. Nothing keeps loads even (Shazeer et al. 2017, without noise and losses). */
record PlainTopK() implements Router {
    @Override
    public void pick(double[] affinity, int topic, int[] picks) {
        TopK.select(affinity, picks);
    }

    @Override
    public void learn(double[] load, double[][] topicLoad) {
        // nothing to learn
    }
}
