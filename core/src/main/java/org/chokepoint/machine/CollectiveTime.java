package org.chokepoint.machine;

/**
 * Seconds of collectives. Each is a chain of hops over links and network ports, cut in chunks that follow each other: the
 * slower of links and ports decides, hops pay latency, and the best number of chunks trades filling the chain against the
 * overhead of a chunk. Of the algorithms that a library has, the fastest is taken. Derived in {@code
 * docs/model/collectives.md}.
 */
public final class CollectiveTime {
    /** A message to each further peer is issued so much of a step after the one before. */
    private static final double ISSUE = 0.25;

    private static final double NUMBER_BYTES = 8;

    private final double link;
    private final Network network;
    private final int node;
    private final boolean networkReduces;
    private final Calibration.Fabric fabric;

    public CollectiveTime(Accelerator chip, Cluster cluster, Calibration.Fabric fabric) {
        this.link = chip.scaleUpBytesPerSecond() / 2;
        this.network = new Network(cluster, fabric);
        this.node = cluster.acceleratorsPerNode();
        this.networkReduces = cluster.reduces();
        this.fabric = fabric;
    }

    /** Compute units that a collective occupies while it runs beside compute; 0 where engines of their own move data. */
    public double units() {
        return fabric.units().value();
    }

    /** Gathering a tensor of {@code bytes} in all, or reducing and scattering it. */
    public double gather(Group group, double bytes) {
        return group.size() <= 1 || bytes <= 0 ? 0 : ring(group, bytes, 1);
    }

    /** Summing a tensor of {@code bytes} on every rank: the fastest of rings, trees and reduction in switches. */
    public double allReduce(Group group, double bytes) {
        if (group.size() <= 1 || bytes <= 0) {
            return 0;
        }
        double best = Math.min(ring(group, bytes, 2), tree(group, bytes, false));
        return group.domain().reduces() && group.perDomain() > 1 ? Math.min(best, tree(group, bytes, true)) : best;
    }

    /**
     * All-to-all in which each rank sends {@code bytes} in all, evenly to the others.
     *
     * @param copies how many of {@code bytes} go to one domain for the same token: sent once over the network and copied
     *     inside (1 where nothing is shared)
     */
    public double allToAll(Group group, double bytes, double copies) {
        if (group.size() <= 1 || bytes <= 0) {
            return 0;
        }
        int near = group.perDomain();
        Chain chain = new Chain(fabric);
        if (near > 1) {
            double share = (near - 1.0) / near + fabric.ownPart().value() / group.size();
            chain.near(near - 1, 1, bytes * share / (links(group).exchangeBytesPerSecond() * reached()));
        }
        if (group.domains() > 1) {
            chain.far(1, network.exchangeSeconds(group, bytes / copies));
        }
        return chain.seconds()
                + ISSUE * (group.size() - 2) * fabric.scaleUpLatencySeconds().value();
    }

    /**
     * All-to-all in which a token goes once to each rank that holds one of its experts, and once over the network to each domain
     * (DeepEP's normal mode).
     *
     * @param bytes that each rank would send if every token went to one rank
     * @param picks experts of a token, drawn evenly
     * @param domains that these may lie in
     */
    public double onceToEach(Group group, double bytes, int picks, int domains) {
        double ranks = different(domains * group.perDomain(), picks);
        return allToAll(group, bytes * ranks, ranks / different(domains, picks));
    }

    /** How many different ones of {@code of} are hit on average by so many picks. */
    private static double different(int of, int picks) {
        return of * (1 - StrictMath.pow(1 - 1.0 / of, picks));
    }

    /**
     * Summing a small tensor in one kernel, as serving engines do: every rank says that it is there, reads what all others
     * hold, and adds it up by itself. Where that takes longer, the library's all-reduce.
     *
     * @param kernelSeconds shortest time of a kernel
     */
    public double oneShot(Group group, double bytes, double kernelSeconds) {
        if (group.domains() > 1 || group.size() <= 1 || bytes <= 0) {
            return allReduce(group, bytes);
        }
        double latency = fabric.scaleUpLatencySeconds().value();
        double read = (group.size() - 1) * bytes / (links(group).exchangeBytesPerSecond() * reached());
        double meet = (2 + ISSUE * (group.size() - 2)) * latency;
        return Math.min(allReduce(group, bytes), kernelSeconds + meet + read);
    }

    /** What a collective takes longer where nothing but itself brings the ranks together. */
    public double skew(Group group) {
        return group.size() <= 1 ? 0 : fabric.skewSeconds().value();
    }

    /** All ranks wait for each other, or tell each other a number. */
    public double meeting(Group group) {
        return allToAll(group, NUMBER_BYTES * group.size(), 1);
    }

    /** A message from each rank of the group to the next, on average over them. */
    public double send(Group group, double bytes) {
        if (group.size() <= 1) {
            return 0;
        }
        double leaving = (group.domains() - 1.0) / (group.size() - 1);
        double near = leaving < 1 ? (1 - leaving) * send(group, true, bytes) : 0;
        return near + (leaving > 0 ? leaving * send(group, false, bytes) : 0);
    }

    /**
     * A message from a rank of the group to the next.
     *
     * @param near whether the two share a domain
     */
    public double send(Group group, boolean near, double bytes) {
        if (group.size() <= 1 || bytes <= 0) {
            return 0;
        }
        Chain chain = new Chain(fabric);
        if (near) {
            chain.near(1, 1, bytes / (links(group).sendBytesPerSecond() * reached()));
        } else {
            chain.far(1, network.sendSeconds(group, bytes));
        }
        return chain.seconds();
    }

    /** Rings in which a tensor passes all ranks {@code passes} times. */
    private double ring(Group group, double bytes, int passes) {
        int size = group.size();
        int near = group.perDomain();
        int domains = group.domains();
        // libraries lay rings through all ranks of switched and meshed domains, a ring for each port, while a torus is
        // gathered by itself and each chip's part between slices
        boolean through = !(group.domain() instanceof Torus);
        Chain chain = new Chain(fabric);
        if (near > 1) {
            Links links = links(group);
            double part = through ? (size - 1.0) / size : (near - 1.0) / near;
            double moved = bytes * (passes * part + fabric.ownPart().value() / size);
            int hops = passes * (through && domains > 1 ? size - domains : links.hops());
            chain.near(hops, hops, moved / (links.ringBytesPerSecond() * reached()));
        }
        if (domains > 1) {
            double part = through ? (size - 1.0) / size : (domains - 1.0) / domains;
            chain.far(passes * (domains - 1), network.ringSeconds(group, passes * bytes * part / near));
        }
        return chain.seconds();
    }

    /** A tree of domains, and within them chains of chips, or switches that add up. */
    private double tree(Group group, double bytes, boolean switches) {
        int near = group.perDomain();
        int domains = group.domains();
        Chain chain = new Chain(fabric);
        if (near > 1) {
            Links links = links(group);
            int inNode = Math.min(near, group.within(node));
            int deep =
                    group.domain() instanceof Torus ? links.hops() : inNode - 1 + levels((near + inNode - 1) / inNode);
            double seconds = switches
                    ? bytes * (1 + 1.0 / near) / (link * fabric.inNetwork().value())
                    : 2 * bytes / (links.ringBytesPerSecond() * reached());
            chain.near(2 * deep, 2 * deep, seconds);
        }
        if (domains > 1) {
            // in two trees at once a domain is inner node of one and leaf of the other; two domains just swap
            double passes = networkReduces || domains == 2 ? 1 : 2;
            int hops = networkReduces ? 2 : 2 * levels(domains);
            chain.far(hops, network.ringSeconds(group, passes * bytes / near));
        }
        return chain.seconds();
    }

    private Links links(Group group) {
        return group.domain().links(group.perDomain(), group.spacing(), link);
    }

    private double reached() {
        return fabric.scaleUp().value();
    }

    /** ⌈log₂ n⌉. */
    private static int levels(int n) {
        return n <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(n - 1);
    }
}
