package org.chokepoint.machine;

import org.chokepoint.catalog.Field;

/**
 * Each chip wired to every other (xGMI, HCCS, Gaudi): a group uses only the links among its members, of {@code domain − 1}
 * alike. Rings that between them use every link of a complete graph exist for all sizes that matter, and an all-to-all
 * takes the direct link to each peer, so both get (members − 1)/(domain − 1) of the links.
 *
 * @param domain chips of the mesh
 * @param share part of a chip's links that lead into the mesh; the others lead out of the server
 */
public record FullMesh(
        int domain,

        @Field(otherwise = "1", help = "part of a chip's links that stay in the mesh")
        double share) implements Topology {
    public FullMesh {
        if (domain <= 1 || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "a full mesh has at least two chips, and share is above 0 and at most 1.");
        }
    }

    /** With all links inside. */
    public FullMesh(int domain) {
        this(domain, 1);
    }

    @Override
    public Topology fitted(int chips) {
        int used = Topology.even(chips, domain);
        return used == 1 ? new Switched(1) : new FullMesh(used, share * (used - 1) / (domain - 1));
    }

    @Override
    public Links links(int members, int stride, double link) {
        double each = link * share / (domain - 1);
        return new Links(each * (members - 1), each * (members - 1), each, members - 1);
    }
}
