package org.chokepoint.routing;

/**
 * A layer of experts whose loads are asked for.
 *
 * @param placement experts and where they stand
 * @param topK experts that a token is sent to
 * @param nodeLimit domains that a token may go to, where the algorithm limits them; 0: as the constants have it
 * @param algorithm how the router balances
 * @param gate what makes affinities of logits
 * @param sequences sequences that the ranks work on at once, micro-batch by micro-batch
 * @param capacityFactor rows over the mean beyond which an expert drops tokens; 0: it drops none
 */
public record Routing(
        ExpertPlacement placement,
        int topK,
        int nodeLimit,
        RouterAlgorithm algorithm,
        Gate gate,
        int sequences,
        double capacityFactor) {

    /** The same with a sequence at once and without capacity, neither of which changes where tokens go. */
    Routing one() {
        return new Routing(placement, topK, nodeLimit, algorithm, gate, 1, 0);
    }

    /** The router at its start. */
    Router router(RouterConstants constants, long seed) {
        int experts = placement.experts();
        switch (algorithm) {
            case NONE:
                return new PlainTopK();
            case FORCED:
                return new ForcedBalance(experts, seed);
            case BIAS:
                return bias(constants);
            case NODE_LIMITED:
                int limit = limit(constants);
                return limit < placement.domains()
                        ? new NodeLimit(bias(constants), placement, limit, topK)
                        : bias(constants);
            default:
                double strength = constants.lossCoefficient().value()
                        / constants.lossStiffness().value();
                return new AuxiliaryLoss(experts, gate, algorithm == RouterAlgorithm.SEQUENCE_LOSS, strength);
        }
    }

    private ExpertBias bias(RouterConstants constants) {
        return new ExpertBias(placement.experts(), constants.biasSpeed().value());
    }

    /** Domains that a token may go to: at least so many that any of them hold enough experts. */
    private int limit(RouterConstants constants) {
        int wanted = nodeLimit > 0
                ? nodeLimit
                : (int) Math.rint(constants.nodeLimit().value());
        int last = placement.experts() - placement.first(placement.domains() - 1);
        return Math.max(wanted, (topK + last - 1) / last);
    }
}
