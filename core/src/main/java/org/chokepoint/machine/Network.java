package org.chokepoint.machine;

/**
 * Time that data takes on a chip's network port, or on its share of the spine between pods where that is slower. Chips that
 * share a port send at once, since all groups of a kind communicate at once: each has its share, which is what {@code
 * scale_out} states. A pod of P chips under switches that don't block reaches others over a spine with 1/oversubscription of
 * their ports.
 */
final class Network {
    private final Cluster cluster;
    private final double ring;
    private final double exchange;

    Network(Cluster cluster, Calibration.Fabric fabric) {
        this.cluster = cluster;
        this.ring = cluster.scaleOutBytesPerSecond() * fabric.scaleOut().value();
        this.exchange = cluster.scaleOutBytesPerSecond() * fabric.allToAll().value();
    }

    /**
     * A ring or tree in which each port sends {@code bytes}. Of a group with m domains in a pod, the data of one leaves it
     * for every m that stay inside.
     */
    double ringSeconds(Group group, double bytes) {
        int inPod = members(group);
        double spine = inPod == group.size()
                ? 1
                : cluster.oversubscription() * group.perDomain() / Math.max(inPod, group.perDomain());
        return bytes / ring * Math.max(1, spine);
    }

    /** An all-to-all in which each rank has {@code bytes} for all together. */
    double exchangeSeconds(Group group, double bytes) {
        double size = group.size();
        double leavesDomain = (group.domains() - 1.0) / group.domains();
        double leavesPod = (size - members(group)) / size;
        return bytes / exchange * Math.max(leavesDomain, leavesPod * cluster.oversubscription());
    }

    /**
     * A message from domain to domain, on average: those from pod to pod go over the spine, from the last {@code stride}
     * chips of a pod at once.
     */
    double sendSeconds(Group group, double bytes) {
        int inPod = members(group);
        int pods = (group.size() + inPod - 1) / inPod;
        double share = (pods - 1.0) / (group.domains() - 1);
        double sending = Math.min(1, group.stride() / (double) Math.max(1, cluster.pod()));
        double spine = Math.max(1, cluster.oversubscription() * sending);
        return bytes / exchange * (1 - share + share * spine);
    }

    private int members(Group group) {
        return cluster.pod() == 0 ? group.size() : group.within(cluster.pod());
    }
}
