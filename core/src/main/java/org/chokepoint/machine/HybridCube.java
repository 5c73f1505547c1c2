package org.chokepoint.machine;

/**
 * The hybrid cube mesh of DGX-1V: eight chips with six links each. Chips 0 to 3 and 4 to 7 form quads; within a quad and
 * from quad to quad pairs share one or two links. Consecutive pairs share one of six; a quad holds two rings both ways
 * (four of six), every other chip one (two of six), all eight three. An exchange among eight crosses between the quads on
 * six links of each direction, which take 2 parts of a chip's bytes where a chip's own links take 7/8.
 *
 * @param domain chips of the cube
 */
public record HybridCube(int domain) implements Topology {
    private static final double LINKS = 6;

    public HybridCube {
        if (domain < 1 || domain > 8) {
            throw new IllegalArgumentException("a hybrid cube has up to eight chips.");
        }
    }

    @Override
    public HybridCube fitted(int chips) {
        return new HybridCube(Topology.even(chips, domain));
    }

    @Override
    public Links links(int members, int stride, double link) {
        double one = link / LINKS;
        if (members <= 2) {
            return new Links(one, one, one, 1);
        }
        if (members <= 4) {
            double ring = stride == 1 ? 4 * one : 2 * one;
            return new Links(ring, stride == 1 ? 3 * one : 1.5 * one, one, members - 1);
        }
        double ring = members == 8 ? link : 4 * one;
        return new Links(ring, ring * 7 / 16, one, members - 1);
    }
}
