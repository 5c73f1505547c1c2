package org.chokepoint.machine;

/**
 * Seconds of collectives. Within a domain: rings over the scale-up links. Between domains: rings in which every chip uses
 * its own network port, with the domain's share first gathered or reduced inside. Each step pays a latency, and bandwidth
 * falls for small messages: time = steps·latency + bytes/(bandwidth·message/(message + half)). Derived in
 * {@code docs/model/collectives.md}.
 */
public final class CollectiveTime {
    private final double near;
    private final double far;
    private final double farAllToAll;
    private final Topology topology;
    private final Calibration.Fabric fabric;

    public CollectiveTime(Accelerator chip, Cluster cluster, Calibration.Fabric fabric) {
        this.topology = cluster.scaleUp();
        this.fabric = fabric;
        this.near = chip.scaleUpBytesPerSecond() / 2 * fabric.scaleUp().value();
        double network = cluster.scaleOutBytesPerSecond();
        this.far = network * fabric.scaleOut().value();
        this.farAllToAll = network * fabric.allToAll().value();
    }

    /** Gathering a tensor of {@code bytes} in all, or reducing and scattering it. */
    public double gather(Group group, double bytes) {
        if (group.size() <= 1 || bytes <= 0) {
            return 0;
        }
        double inside = ring(group.perDomain(), bytes, near * usable(group), true);
        double between = 0;
        if (group.domains() > 1) {
            // each chip of a domain gathers its part of the tensor over its own port
            between = ring(group.domains(), bytes / group.perDomain(), far, false);
        }
        return inside + between;
    }

    /** Summing a tensor of {@code bytes} on every rank: a reduce-scatter and an all-gather. */
    public double allReduce(Group group, double bytes) {
        return 2 * gather(group, bytes);
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
        int domains = group.domains();
        double remote = bytes * (domains - 1) / domains / copies;
        double local = bytes * (group.perDomain() - 1.0) / group.perDomain();
        double network = domains > 1 ? step(remote, domains - 1, farAllToAll, fabric.scaleOutLatencySeconds()) : 0;
        double links = group.perDomain() > 1
                ? step(local, group.perDomain() - 1, near * usable(group), fabric.scaleUpLatencySeconds())
                : 0;
        return Math.max(network, links);
    }

    /** A message from one rank to another. */
    public double send(boolean sameDomain, double bytes) {
        return sameDomain
                ? step(bytes, 1, near, fabric.scaleUpLatencySeconds())
                : step(bytes, 1, far, fabric.scaleOutLatencySeconds());
    }

    private double ring(int size, double bytes, double bandwidth, boolean inside) {
        if (size <= 1) {
            return 0;
        }
        double moved = bytes * (size - 1) / size;
        return step(
                moved, size - 1, bandwidth, inside ? fabric.scaleUpLatencySeconds() : fabric.scaleOutLatencySeconds());
    }

    /** Time of moving {@code bytes} in {@code steps} equal messages. */
    private double step(double bytes, int steps, double bandwidth, Constant latency) {
        return steps * latency.value() + (bytes + steps * fabric.halfBytes().value()) / bandwidth;
    }

    private double usable(Group group) {
        return topology.usable(group.perDomain());
    }
}
