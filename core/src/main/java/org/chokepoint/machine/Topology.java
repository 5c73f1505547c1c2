package org.chokepoint.machine;

/**
 * How the chips of one scale-up domain are joined. A chip's links carry {@code scaleUpBytesPerSecond / 2} each way; the
 * topology says what of that the members of a group can use. Derived in {@code docs/model/collectives.md}.
 */
public sealed interface Topology permits FullMesh, HybridCube, Switched, Torus {
    /** Chips of one domain. */
    int domain();

    /** What a job of so many chips gets: as few domains as hold it, each filled alike. */
    Topology fitted(int chips);

    /**
     * What a group within one domain can use while all groups of its kind communicate.
     *
     * @param members chips of the group in the domain, at least 2
     * @param stride chips from one member to the next, in the order in which ranks are laid
     * @param linkBytesPerSecond links of one chip, one direction
     */
    Links links(int members, int stride, double linkBytesPerSecond);

    /** Whether switches add up what chips send (NVLink SHARP). */
    default boolean reduces() {
        return false;
    }

    /** The most chips of one domain that divide a job evenly. */
    static int even(int chips, int domain) {
        int most = Math.min(chips, domain);
        while (chips % most != 0) {
            most--;
        }
        return most;
    }
}
