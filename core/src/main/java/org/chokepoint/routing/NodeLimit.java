package org.chokepoint.routing;

/**
 * Routing in groups: a domain's score is the sum of its k/M highest scores, the M best domains are chosen, and experts only from
 * them. Scores are affinities with the {@link ExpertBias}. Source: DeepSeek-V3 Technical Report, section 2.1.2, "Node-Limited
 * Routing".
 */
final class NodeLimit implements Router {
    private final ExpertBias bias;
    private final ExpertPlacement placement;
    private final double[] domainScores;
    private final int[] chosen;
    private final int[] best;

    /**
     * @param limit domains that a token may go to; their experts are at least as many as it needs
     * @param topK experts of a token
     */
    NodeLimit(ExpertBias bias, ExpertPlacement placement, int limit, int topK) {
        this.bias = bias;
        this.placement = placement;
        this.domainScores = new double[placement.domains()];
        this.chosen = new int[limit];
        this.best = new int[(topK + limit - 1) / limit];
    }

    @Override
    public void pick(double[] affinity, int topic, int[] picks) {
        double[] scores = bias.biased(affinity);
        for (int domain = 0; domain < domainScores.length; domain++) {
            int held = TopK.add(scores, placement.first(domain), placement.first(domain + 1), best, 0);
            domainScores[domain] = 0;
            for (int i = 0; i < held; i++) {
                domainScores[domain] += scores[best[i]];
            }
        }
        TopK.select(domainScores, chosen);
        int held = 0;
        for (int domain : chosen) {
            held = TopK.add(scores, placement.first(domain), placement.first(domain + 1), picks, held);
        }
    }

    @Override
    public void learn(double[] load, double[][] topicLoad) {
        bias.learn(load, topicLoad);
    }
}
