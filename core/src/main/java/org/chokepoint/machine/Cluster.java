package org.chokepoint.machine;

import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.units.Dimension;

/**
 * A kind of cluster: nodes of chips in scale-up domains, joined by a scale-out network.
 *
 * @param id catalog id
 * @param name full name
 * @param accelerator id of its chip
 * @param acceleratorsPerNode chips of a host
 * @param scaleUp how a domain is joined
 * @param scaleOutBytesPerSecond network of one chip, one direction; a port that chips share counts in parts
 * @param pod chips under network switches that don't block; 0: all
 * @param oversubscription ports of a pod over what its spine carries to other pods
 * @param reduces whether network switches add up what chips send (SHARP on InfiniBand)
 * @param hostLinkBytesPerSecond link of one chip to host memory, one direction; where none is stated PCIe 4 x16 is assumed
 * @param hostMemoryBytesPerSecond host memory's bandwidth, a chip's share; where none is stated that of eight channels of DDR4-3200
 *     for four chips is assumed
 * @param hostWattsPerAccelerator power of hosts, fans and network per chip
 * @param powerUsageEffectiveness facility power over equipment power (PUE)
 * @param checkpointBytesPerSecond rate at which one node writes a checkpoint to where training may go on from
 */
public record Cluster(
        String id,
        String name,
        @Field(sourced = false) String accelerator,
        @Field(key = "accelerators_per_node") int acceleratorsPerNode,
        Topology scaleUp,

        @Field(key = "scale_out", unit = Dimension.BYTE_RATE, help = "per accelerator, one direction")
        double scaleOutBytesPerSecond,

        @Field(otherwise = "0", help = "chips under network switches that don't block; 0: all")
        int pod,

        @Field(otherwise = "1", help = "ports of a pod over what its spine carries")
        double oversubscription,

        @Field(otherwise = "false", help = "network switches add up what chips send")
        boolean reduces,

        @Field(
                key = "host_link",
                unit = Dimension.BYTE_RATE,
                otherwise = "32 GB/s",
                help = "to host memory, per accelerator, one direction; assumed PCIe 4 x16 unless stated")
        double hostLinkBytesPerSecond,

        @Field(
                key = "host_memory_bandwidth",
                unit = Dimension.BYTE_RATE,
                otherwise = "51.2 GB/s",
                help = "per accelerator; assumed eight channels of DDR4-3200 for four unless stated")
        double hostMemoryBytesPerSecond,

        @Field(key = "host_power", unit = Dimension.POWER, help = "per accelerator")
        double hostWattsPerAccelerator,

        @Field(key = "pue") double powerUsageEffectiveness,

        @Field(key = "checkpoint_bandwidth", unit = Dimension.BYTE_RATE, help = "per node")
        double checkpointBytesPerSecond) {

    /** Catalog kind. */
    public static final Kind<Cluster> KIND = new Kind<>("cluster", "clusters", Cluster.class);

    public Cluster {
        if (acceleratorsPerNode <= 0 || scaleOutBytesPerSecond <= 0 || checkpointBytesPerSecond <= 0) {
            throw new IllegalArgumentException(
                    "a cluster needs accelerators_per_node, scale_out and checkpoint_bandwidth above zero.");
        }
        if (!(hostLinkBytesPerSecond > 0 && hostMemoryBytesPerSecond > 0)) {
            throw new IllegalArgumentException("host_link and host_memory_bandwidth are above zero.");
        }
        if (pod < 0 || !(oversubscription >= 1) || oversubscription > 1 && pod == 0) {
            throw new IllegalArgumentException(
                    "oversubscription is at least 1, and where it is more, pod says of what.");
        }
        if (powerUsageEffectiveness < 1) {
            throw new IllegalArgumentException("the pue of a cluster is at least 1.");
        }
    }

    /** The same cluster with another network, bytes a second of one chip, one direction. */
    public Cluster withScaleOut(double bytesPerSecond) {
        return withRates(bytesPerSecond / scaleOutBytesPerSecond, 1);
    }

    /** The same cluster with its network and what its domain shares at multiples. */
    Cluster withRates(double network, double shared) {
        Topology domain = scaleUp instanceof Switched switched ? switched.withBridge(shared) : scaleUp;
        return with(acceleratorsPerNode, domain, scaleOutBytesPerSecond * network);
    }

    /** The same cluster with the links to host memory, and that memory, at a multiple. */
    public Cluster withHost(double factor) {
        return with(
                acceleratorsPerNode,
                scaleUp,
                scaleOutBytesPerSecond,
                hostLinkBytesPerSecond * factor,
                hostMemoryBytesPerSecond * factor);
    }

    /** The same cluster of other nodes. */
    public Cluster with(int perNode, Topology domain, double networkBytesPerSecond) {
        return with(perNode, domain, networkBytesPerSecond, hostLinkBytesPerSecond, hostMemoryBytesPerSecond);
    }

    private Cluster with(int perNode, Topology domain, double networkBytesPerSecond, double link, double memory) {
        return new Cluster(
                id,
                name,
                accelerator,
                perNode,
                domain,
                networkBytesPerSecond,
                pod,
                oversubscription,
                reduces,
                link,
                memory,
                hostWattsPerAccelerator,
                powerUsageEffectiveness,
                checkpointBytesPerSecond);
    }
}
