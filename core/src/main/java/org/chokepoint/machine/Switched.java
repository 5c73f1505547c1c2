package org.chokepoint.machine;

import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.units.Dimension;

/**
 * Chips behind switches that don't block (NVSwitch, UB): any group uses all links of its members. Where chips hang in
 * {@code leaf}s, each behind a switch of its own (PCIe switches, pairs with an NVLink bridge), everything that leaves a leaf
 * shares the {@code bridge} of the host.
 *
 * @param domain chips of the domain
 * @param reduces whether the switches add up what chips send (NVLink SHARP, from the third NVSwitch on)
 * @param leaf chips behind one switch; 0: all
 * @param bridgeBytesPerSecond all that leaves leaves of one domain together, where they are several
 */
public record Switched(
        int domain,

        @Field(otherwise = "false", help = "switches add up what chips send")
        boolean reduces,

        @Field(otherwise = "0", help = "chips behind one switch; 0: all")
        int leaf,

        @Field(key = "bridge", unit = Dimension.BYTE_RATE, help = "all that passes between leaves of a domain")
        OptionalDouble bridgeBytesPerSecond)
        implements Topology {
    public Switched {
        if (domain <= 0 || leaf < 0 || leaf > 0 == bridgeBytesPerSecond.isEmpty()) {
            throw new IllegalArgumentException("a switched domain has leaf and bridge both, or neither.");
        }
    }

    /** Without leaves, and with switches that only pass on. */
    public Switched(int domain) {
        this(domain, false, 0, OptionalDouble.empty());
    }

    /** The same domain with what passes between its leaves at a multiple. */
    Switched withBridge(double factor) {
        return bridgeBytesPerSecond.isEmpty()
                ? this
                : new Switched(domain, reduces, leaf, OptionalDouble.of(bridgeBytesPerSecond.getAsDouble() * factor));
    }

    @Override
    public Switched fitted(int chips) {
        return new Switched(Topology.even(chips, domain), reduces, leaf, bridgeBytesPerSecond);
    }

    @Override
    public Links links(int members, int stride, double link) {
        int near = leaf == 0 ? members : Math.max(1, Math.min(members, leaf / stride));
        if (near == members) {
            return new Links(link, link, link, members - 1);
        }
        double bridge = bridgeBytesPerSecond.getAsDouble();
        double groups = Math.max(1, domain / members);
        // a ring enters and leaves each leaf once; of an exchange, all that is meant for other leaves crosses
        double ring = Math.min(link, bridge / (groups * Math.ceil((double) members / near)));
        double exchange = Math.min(link, bridge * (members - 1) / (groups * members * (members - near)));
        return new Links(ring, exchange, ring, members - 1);
    }
}
