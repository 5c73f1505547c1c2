package org.chokepoint.machine;

import java.util.List;
import org.chokepoint.catalog.Field;

/**
 * A torus (TPU slices, Trainium): each chip is linked to its two neighbours along each dimension. A dimension closes to a
 * ring where it is whole and a multiple of {@code wrap}; otherwise it is a line, whose ends have one link. Ranks are laid
 * along the first dimension first.
 *
 * @param dimensions chips along each dimension
 * @param wrap a dimension of a multiple of so many chips closes to a ring
 */
public record Torus(
        List<Integer> dimensions,

        @Field(help = "dimensions of a multiple of so many chips close to rings")
        int wrap) implements Topology {
    public Torus {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty() || wrap < 1 || dimensions.stream().anyMatch(each -> each < 1)) {
            throw new IllegalArgumentException("a torus needs dimensions and wrap of at least 1.");
        }
    }

    @Override
    public int domain() {
        return dimensions.stream().reduce(1, (a, b) -> a * b);
    }

    /** The most compact box of the job's chips; of several equal ones where one domain doesn't hold them. */
    @Override
    public Torus fitted(int chips) {
        for (int slices = (chips + domain() - 1) / domain(); ; slices++) {
            if (chips % slices == 0) {
                List<Integer> box = SliceShape.of(chips / slices, dimensions, wrap);
                if (!box.isEmpty()) {
                    return new Torus(box, wrap);
                }
            }
        }
    }

    @Override
    public Links links(int members, int stride, double link) {
        double wire = link / (2 * dimensions.size());
        double ring = 0;
        double exchange = 0;
        double send = wire;
        int hops = 0;
        int before = 1;
        for (int dimension : dimensions) {
            int first = Math.max(stride, before);
            int last = Math.min(stride * members, before * dimension);
            if (last > first) {
                int extent = (last + first - 1) / first;
                int apart = first / before;
                boolean closes = extent * apart == dimension && dimension % wrap == 0;
                // groups whose members lie between this one's share its links
                double wires = (closes ? 2.0 : 1.0) / apart;
                ring += wires * wire;
                exchange = Math.max(exchange, extent / (4 * wires * wire));
                send = Math.min(send, wire / apart);
                hops += apart * (closes ? extent / 2 : extent - 1);
            }
            before *= dimension;
        }
        return new Links(ring, (members - 1.0) / members / exchange, send, hops);
    }
}
