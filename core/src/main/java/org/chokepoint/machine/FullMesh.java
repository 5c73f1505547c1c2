package org.chokepoint.machine;

/**
 * Each chip wired to every other (xGMI, HCCS): a group uses only the links among its members.
 *
 * @param domain chips of the mesh
 */
public record FullMesh(int domain) implements Topology {
    @Override
    public double usable(int size) {
        return domain <= 1 ? 1 : Math.min(1, (size - 1.0) / (domain - 1.0));
    }
}
