package org.chokepoint.machine;

/**
 * Ranks that communicate, as far as their place matters.
 *
 * @param size ranks
 * @param stride chips from one member to the next; groups of the same kind fill the places between
 * @param domain how the chips of a domain are joined, as the job gets it
 */
public record Group(int size, int stride, Topology domain) {
    public Group {
        // a rank alone stands nowhere in particular, so that layouts which differ in that share costs
        stride = size == 1 ? 1 : stride;
    }

    /** Members among so many chips that lie together. */
    int within(int chips) {
        return Math.max(1, Math.min(size, chips / stride));
    }

    /** Members that share a scale-up domain. */
    public int perDomain() {
        return within(domain.domain());
    }

    /** Domains that the group spans. */
    public int domains() {
        return (size + perDomain() - 1) / perDomain();
    }

    /** The first {@code ranks} members. */
    public Group part(int ranks) {
        return new Group(ranks, stride, domain);
    }

    /** One of each {@code ranks} members. */
    public Group across(int ranks) {
        return new Group(size / ranks, stride * ranks, domain);
    }
}
