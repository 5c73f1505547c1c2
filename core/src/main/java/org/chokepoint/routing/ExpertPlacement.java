package org.chokepoint.routing;

/**
 * Where experts stand: in order, alike many on each expert-parallel rank, and ranks in order in scale-up domains (nodes).
 *
 * @param experts routed experts of a layer
 * @param ranks expert-parallel ranks
 * @param perDomain ranks that share a domain
 */
public record ExpertPlacement(int experts, int ranks, int perDomain) {
    public ExpertPlacement {
        if (ranks < 1 || perDomain < 1 || experts % ranks != 0) {
            throw new IllegalArgumentException(ranks + " ranks can't hold " + experts + " experts alike");
        }
    }

    /** Experts on a rank. */
    int perRank() {
        return experts / ranks;
    }

    /** Rank that holds an expert. */
    int rank(int expert) {
        return expert / perRank();
    }

    /** Domain that holds an expert. */
    int domain(int expert) {
        return rank(expert) / perDomain;
    }

    /** Domains that the ranks span. */
    public int domains() {
        return (ranks + perDomain - 1) / perDomain;
    }

    /** First expert of a domain; for the number of domains, that of experts. */
    int first(int domain) {
        return Math.min(experts, domain * perDomain * perRank());
    }
}
