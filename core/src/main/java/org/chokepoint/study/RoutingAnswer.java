package org.chokepoint.study;

import java.util.List;

/**
 * Loads of experts under routers: the JSON contract of {@code routing}, version {@value #VERSION}.
 *
 * @param version of this contract
 * @param headline the answer in sentences
 * @param layer the experts and where they stand
 * @param routers each router
 * @param notes what was assumed
 * @param command what repeats it
 */
public record RoutingAnswer(
        int version, Headline headline, Layer layer, List<Router> routers, List<String> notes, String command) {

    /** Version of the contract. */
    public static final int VERSION = 1;

    public RoutingAnswer {
        routers = List.copyOf(routers);
        notes = List.copyOf(notes);
    }

    /**
     * A layer of experts.
     *
     * @param model id
     * @param experts routed experts
     * @param topK experts of a token
     * @param expertParallel ranks that split the experts
     * @param domains scale-up domains that the ranks span
     * @param sequencesAtOnce sequences that the ranks work on at once
     * @param gate what makes affinities of logits
     * @param capacityFactor rows over the mean beyond which an expert drops tokens; 0: it drops none
     * @param steps steps simulated, of which the second half counts
     * @param seed of the random numbers
     */
    public record Layer(
            String model,
            int experts,
            int topK,
            int expertParallel,
            int domains,
            int sequencesAtOnce,
            String gate,
            double capacityFactor,
            int steps,
            int seed) {}

    /**
     * A router.
     *
     * @param router word
     * @param meaning what it does
     * @param settled mean over the second half of the steps
     * @param series every step
     */
    public record Router(String router, String meaning, Load settled, List<Load> series) {
        public Router {
            series = List.copyOf(series);
        }
    }

    /**
     * How loads lie.
     *
     * @param overExperts rows of the busiest expert over the mean, in the whole batch
     * @param overExpertsAtOnce the same of the sequences worked on at once
     * @param overRanksAtOnce rows of the busiest rank over the mean, of these
     * @param domainsPerToken domains that a token is sent to
     * @param ranksPerToken ranks that a token is sent to
     * @param affinityLost share of the affinity of a token's best experts that those it is sent to lack
     * @param dropped share of rows beyond capacity
     */
    public record Load(
            double overExperts,
            double overExpertsAtOnce,
            double overRanksAtOnce,
            double domainsPerToken,
            double ranksPerToken,
            double affinityLost,
            double dropped) {}
}
