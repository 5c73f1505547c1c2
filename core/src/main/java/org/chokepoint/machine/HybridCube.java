package org.chokepoint.machine;

/**
 * The hybrid cube mesh of DGX-1V: eight chips with six links each, doubled between some pairs. Pairs share two of the six
 * links, quads four; all eight can use all six in rings.
 *
 * @param domain chips of the cube
 */
public record HybridCube(int domain) implements Topology {
    @Override
    public double usable(int size) {
        return size <= 2 ? 1.0 / 3 : size <= 4 ? 2.0 / 3 : 1;
    }
}
