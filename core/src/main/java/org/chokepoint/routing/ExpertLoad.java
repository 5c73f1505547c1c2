package org.chokepoint.routing;

/**
 * How loads lie, of one step or on average over steps.
 *
 * @param overExperts rows of the busiest expert over the mean, counted over the whole batch; MaxVio (Wang et al. 2024, equation 4) is
 *     1 less
 * @param overExpertsAtOnce the same for the sequences that the ranks work on at once
 * @param overRanksAtOnce rows of the busiest expert-parallel rank over the mean, for these
 * @param domainsPerToken different domains that a token is sent to
 * @param ranksPerToken different ranks that a token is sent to
 * @param affinityLost share of the affinity of a token's k best experts that those it is sent to lack
 * @param dropped share of rows beyond the capacity of their expert
 */
public record ExpertLoad(
        double overExperts,
        double overExpertsAtOnce,
        double overRanksAtOnce,
        double domainsPerToken,
        double ranksPerToken,
        double affinityLost,
        double dropped) {

    private ExpertLoad plus(ExpertLoad other, double weight) {
        return new ExpertLoad(
                overExperts + weight * other.overExperts,
                overExpertsAtOnce + weight * other.overExpertsAtOnce,
                overRanksAtOnce + weight * other.overRanksAtOnce,
                domainsPerToken + weight * other.domainsPerToken,
                ranksPerToken + weight * other.ranksPerToken,
                affinityLost + weight * other.affinityLost,
                dropped + weight * other.dropped);
    }

    /** Mean of some. */
    static ExpertLoad mean(Iterable<ExpertLoad> loads, int count) {
        ExpertLoad sum = new ExpertLoad(0, 0, 0, 0, 0, 0, 0);
        for (ExpertLoad each : loads) {
            sum = sum.plus(each, 1.0 / count);
        }
        return sum;
    }
}
