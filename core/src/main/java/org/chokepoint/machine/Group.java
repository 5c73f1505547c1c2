package org.chokepoint.machine;

/**
 * Ranks that communicate, as far as their place matters. Members stand evenly, or in runs that stand evenly: where stages lie
 * between the blocks of a stage's ranks, a group has a run of members in each block.
 *
 * @param size ranks
 * @param stride chips from one member of a run to the next; groups of the same kind fill the places between
 * @param run members of a run; all, where they stand evenly
 * @param apart chips from one run to the next
 * @param domain how the chips of a domain are joined, as the job gets it
 */
public record Group(int size, int stride, int run, int apart, Topology domain) {
    public Group {
        if (run == 1) {
            stride = apart;
        }
        // a rank alone stands nowhere in particular, so that layouts which differ in that share costs
        stride = size == 1 ? 1 : stride;
        if (run == 1 || run >= size || apart == run * stride) {
            run = size;
            apart = size * stride;
        }
    }

    /** Members that stand evenly. */
    public Group(int size, int stride, Topology domain) {
        this(size, stride, size, size * stride, domain);
    }

    /** Members among so many chips that lie together. */
    int within(int chips) {
        int members = run * (chips / apart) + Math.min(run, chips % apart / stride);
        return Math.max(1, Math.min(size, members));
    }

    /** Members that share a scale-up domain. */
    public int perDomain() {
        return within(domain.domain());
    }

    /** Chips from one member to the next in a domain, on average where it holds several runs. */
    int spacing() {
        return perDomain() > run ? apart / run : stride;
    }

    /** Domains that the group spans. */
    public int domains() {
        return (size + perDomain() - 1) / perDomain();
    }

    /** The first {@code ranks} members. */
    public Group part(int ranks) {
        return new Group(ranks, stride, run, apart, domain);
    }

    /** One of each {@code ranks} members. */
    public Group across(int ranks) {
        return ranks < run
                ? new Group(size / ranks, stride * ranks, run / ranks, apart, domain)
                : new Group(size / ranks, apart * (ranks / run), domain);
    }
}
