package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What meshes, cubes, tori and servers with a bridge lend a group; links of a chip carry 100 GB/s each way. */
final class TopologyTest {
    private static final double GB = 1e9;

    private static double gather(Topology topology, int size, int stride) {
        return Machines.collectives(topology).gather(new Group(size, stride, topology), size * GB);
    }

    private static double exchange(Topology topology, int size, int stride) {
        return Machines.collectives(topology).allToAll(new Group(size, stride, topology), size * GB, 1);
    }

    @Test
    void n01AMeshLendsAGroupTheLinksAmongItsMembers() {
        Topology mesh = new FullMesh(8);
        close(gather(mesh, 8, 1), 7 * GB / (100 * GB));
        // two of eight use one of seven links, four use three
        close(gather(mesh, 2, 1), GB / (100 * GB / 7));
        close(gather(mesh, 4, 2), 3 * GB / (300 * GB / 7));
        // each peer of an all-to-all has its own link
        close(exchange(mesh, 4, 1), GB / (100 * GB / 7));
    }

    @Test
    void n02SomeLinksOfAMeshMayLeadOut() {
        close(gather(new FullMesh(8, 0.875), 8, 1), 7 * GB / (87.5 * GB));
    }

    @Test
    void n03AJobOnPartOfAMeshLosesTheLinksToTheOthers() {
        Topology six = new FullMesh(8).fitted(12);
        close(gather(six, 6, 1), 5 * GB / (500 * GB / 7));
        close(gather(six, 2, 1), GB / (100 * GB / 7));
    }

    @Test
    void n04ACubeLendsPairsASixthQuadsTwoThirdsAndAllEight() {
        Topology cube = new HybridCube(8);
        close(gather(cube, 2, 1), GB / (100 * GB / 6));
        close(gather(cube, 4, 1), 3 * GB / (100 * GB * 4 / 6));
        close(gather(cube, 4, 2), 3 * GB / (100 * GB * 2 / 6));
        close(gather(cube, 8, 1), 7 * GB / (100 * GB));
        // half of each chip's 8 GB crosses between quads, 16 GB over six links of a sixth
        close(exchange(cube, 8, 1), 16 * GB / (100 * GB));
    }

    @Test
    void n05WhatLeavesALeafSharesTheBridge() {
        Topology server = new Switched(8, false, 2, OptionalDouble.of(40 * GB));
        close(gather(server, 2, 1), GB / (100 * GB));
        // four pairs: a ring leaves each once, so it gets a quarter of the bridge
        close(gather(server, 8, 1), 7 * GB / (10 * GB));
        // two groups of two pairs each share it too
        close(gather(server, 4, 1), 3 * GB / (10 * GB));
        // six of eight parts of 8 × 8 GB leave a pair
        close(exchange(server, 8, 1), 48 * GB / (40 * GB));
    }

    @Test
    void n06ADimensionThatClosesIsGatheredOverTwoLinks() {
        Topology ring = new Torus(List.of(4, 4, 4), 4);
        // of six links of a chip a ring of one dimension uses two
        close(gather(ring, 4, 1), 3 * GB / (100 * GB * 2 / 6));
        close(gather(ring, 4, 4), 3 * GB / (100 * GB * 2 / 6));
        close(gather(ring, 16, 1), 15 * GB / (100 * GB * 4 / 6));
        close(gather(ring, 64, 1), 63 * GB / (100 * GB));
    }

    @Test
    void n07ALineIsGatheredOverTheOneLinkOfItsEnds() {
        Topology lines = new Torus(List.of(4, 4), 16);
        close(gather(lines, 4, 1), 3 * GB / (100 * GB / 4));
        close(gather(lines, 16, 1), 15 * GB / (100 * GB * 2 / 4));
        // half of a ring is a line
        close(gather(new Torus(List.of(16, 16), 16), 8, 1), 7 * GB / (100 * GB / 4));
    }

    @Test
    void n08GroupsThatLieBetweenEachOtherShareTheRing() {
        // every other chip of a ring of four: two groups, a wire each way for both
        close(gather(new Torus(List.of(4, 4), 4), 2, 2), GB / (100 * GB * 2 / 4 / 2));
    }

    @Test
    void n09AnAllToAllIsBoundByTheMiddleOfTheLongestDimension() {
        // ring of 16: 8 chips send half of 16 GB to the other side, over two cuts of one wire of 25 GB/s each
        close(exchange(new Torus(List.of(16), 16), 16, 1), 8 * 8 * GB / (2 * 50 * GB));
        // 8 × 16, of which only 16 closes: 64 chips send half of 128 GB over 8 rings of two wires
        close(exchange(new Torus(List.of(8, 16), 16), 128, 1), 64 * 64 * GB / (8 * 2 * 25 * GB));
        // a line of 2: each sends one of 2 GB over its wire
        close(exchange(new Torus(List.of(2, 4), 16), 2, 1), GB / (25 * GB));
    }

    @Test
    void n10SlicesAreGatheredByThemselvesAndEachChipsPartBetweenThem() {
        Topology slice = new Torus(List.of(4, 4), 4);
        double between = 15 * GB / 2 / 16 / (10 * GB);
        double within = 15.0 / 16 * 15 * GB / (100 * GB);
        double seconds = Machines.collectives(slice).gather(new Group(32, 1, slice), 15 * GB);
        close(seconds, Math.max(between, within));
        // only one chip a slice in the group: all over the network
        close(Machines.collectives(slice).gather(new Group(2, 16, slice), 2 * GB), GB / (10 * GB));
    }

    @Test
    void n11HopsOfATorusAreHalfARingOrAWholeLine() {
        assertThat(new Torus(List.of(4, 4, 4), 4).links(64, 1, 1).hops()).isEqualTo(6);
        assertThat(new Torus(List.of(4, 4), 16).links(16, 1, 1).hops()).isEqualTo(6);
        assertThat(new Torus(List.of(16, 16), 16).links(16, 16, 1).hops()).isEqualTo(8);
    }

    @Test
    void n12ContradictionsAreRefused() {
        assertThatThrownBy(() -> new Switched(8, false, 2, OptionalDouble.empty()))
                .hasMessageContaining("leaf and bridge");
        assertThatThrownBy(() -> new FullMesh(8, 1.1)).hasMessageContaining("share");
        assertThatThrownBy(() -> new HybridCube(16)).hasMessageContaining("eight");
        assertThatThrownBy(() -> new Torus(List.of(), 4)).hasMessageContaining("dimensions");
        assertThatThrownBy(() -> Machines.cluster(new Switched(8), 0, 7, false)).hasMessageContaining("pod");
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * expected));
    }
}
