package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Collectives on links of 100 GB/s each way and ports of 10 GB/s. */
final class CollectiveTimeTest {
    private static final double GB = 1e9;
    private static final CollectiveTime IDEAL = collectives(new Switched(8), 0, 0);

    private static CollectiveTime collectives(Topology scaleUp, double latency, double half) {
        return new CollectiveTime(Machines.chip(), Machines.cluster(scaleUp), Machines.fabric(latency, half));
    }

    @Test
    void aRingInsideADomainMovesAllButItsOwnPart() {
        close(IDEAL.gather(new Group(8, 8), 8 * GB), 7 * GB / (100 * GB));
        close(IDEAL.allReduce(new Group(8, 8), 8 * GB), 2 * 7 * GB / (100 * GB));
    }

    @Test
    void aRingBetweenDomainsUsesEveryPort() {
        // four domains of eight: 7 of 8 GB inside; each port gathers its eighth, of which 3 of 4 parts come from afar
        close(IDEAL.gather(new Group(32, 8), 8 * GB), 7 * GB / (100 * GB) + 0.75 * GB / (10 * GB));
    }

    @Test
    void aRingAcrossDomainsOnlyUsesTheNetwork() {
        close(IDEAL.gather(new Group(4, 1), 4 * GB), 3 * GB / (10 * GB));
    }

    @Test
    void stepsPayLatency() {
        CollectiveTime slow = collectives(new Switched(8), 1e-6, 0);
        close(slow.gather(new Group(8, 8), 1e-9), 7e-6);
        // ten times the latency from domain to domain
        close(slow.gather(new Group(32, 8), 1e-9), 7e-6 + 3e-5);
        close(slow.send(true, 1e-9), 1e-6);
        close(slow.send(false, 1e-9), 1e-5);
    }

    @Test
    void aMessageOfHalfSizeTakesTwice() {
        CollectiveTime small = collectives(new Switched(8), 0, 1e6);
        close(small.send(true, 1e6), 2 * IDEAL.send(true, 1e6));
    }

    @Test
    void allToAllIsBoundByTheSlowerOfNetworkAndLinks() {
        // of 8 GB, 6 leave for three other domains; inside 7 of 8 parts move over links
        close(IDEAL.allToAll(new Group(32, 8), 8 * GB, 1), 6 * GB / (10 * GB));
        close(IDEAL.allToAll(new Group(8, 8), 8 * GB, 1), 7 * GB / (100 * GB));
    }

    @Test
    void copiesInsideADomainSpareTheNetwork() {
        close(IDEAL.allToAll(new Group(32, 8), 8 * GB, 2), 3 * GB / (10 * GB));
        // until the links bind
        close(IDEAL.allToAll(new Group(32, 8), 8 * GB, 100), 7 * GB / (100 * GB));
    }

    @Test
    void nothingIsFree() {
        assertThat(IDEAL.gather(new Group(1, 1), GB)).isZero();
        assertThat(IDEAL.gather(new Group(8, 8), 0)).isZero();
        assertThat(IDEAL.allToAll(new Group(1, 1), GB, 1)).isZero();
    }

    @Test
    void aMeshLendsAGroupTheLinksAmongItsMembers() {
        CollectiveTime mesh = collectives(new FullMesh(8), 0, 0);
        close(mesh.gather(new Group(8, 8), 8 * GB), 7 * GB / (100 * GB));
        // two of eight use one of seven links
        close(mesh.gather(new Group(2, 2), 2 * GB), 7 * GB / (100 * GB));
    }

    @Test
    void aTorusLendsAGroupTheDimensionsItCovers() {
        CollectiveTime torus = collectives(new Torus(List.of(4, 4, 4)), 0, 0);
        close(torus.gather(new Group(4, 4), 4 * GB), 3 * GB / (100 * GB / 3));
        close(torus.gather(new Group(16, 16), 16 * GB), 15 * GB / (100 * GB * 2 / 3));
        close(torus.gather(new Group(64, 64), 64 * GB), 63 * GB / (100 * GB));
    }

    @Test
    void aCubeLendsPairsAThirdAndQuadsTwo() {
        CollectiveTime cube = collectives(new HybridCube(8), 0, 0);
        close(cube.gather(new Group(2, 2), 2 * GB), GB / (100 * GB / 3));
        close(cube.gather(new Group(4, 4), 4 * GB), 3 * GB / (100 * GB * 2 / 3));
        close(cube.gather(new Group(8, 8), 8 * GB), 7 * GB / (100 * GB));
    }

    @Test
    void groupsStandWhereTheirStridePutsThem() {
        assertThat(Group.strided(8, 1, 8)).isEqualTo(new Group(8, 8));
        assertThat(Group.strided(8, 4, 8)).isEqualTo(new Group(8, 2));
        assertThat(Group.strided(8, 16, 8)).isEqualTo(new Group(8, 1));
        assertThat(Group.strided(8, 4, 8).domains()).isEqualTo(4);
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * expected));
    }
}
