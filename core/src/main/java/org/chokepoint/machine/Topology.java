package org.chokepoint.machine;

/**
 * How the chips of one scale-up domain are joined. A chip's links carry {@code scaleUpBytesPerSecond / 2} each way;
 * the topology says what part of that a group of {@code size} chips in one domain can use.
 */
public sealed interface Topology permits FullMesh, HybridCube, Switched, Torus {
    /** Chips of one domain. */
    int domain();

    /** Part of a chip's link bandwidth that a ring or all-to-all among {@code size} chips of the domain can use. */
    double usable(int size);
}
