package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** All-to-alls on links of 100 GB/s each way and ports of 10 GB/s, and what a thin spine does to them and to rings. */
final class AllToAllTest {
    private static final double GB = 1e9;
    private static final Topology NODE = new Switched(8);
    private static final CollectiveTime IDEAL = Machines.collectives(NODE);

    /** Pods of 32 chips, seven times as many ports as spine. */
    private static final CollectiveTime PODS =
            new CollectiveTime(Machines.chip(), Machines.cluster(NODE, 32, 7, false), Machines.fabric(0, 0, 0));

    @Test
    void n01InsideADomainAllButTheOwnPartMoves() {
        close(IDEAL.allToAll(new Group(8, 1, NODE), 8 * GB, 1), 7 * GB / (100 * GB));
    }

    @Test
    void n02TheSlowerOfPortsAndLinksCounts() {
        // of 8 GB, 6 leave for three other domains; 7 of 8 parts pass links, since ports deliver to their own chip
        close(IDEAL.allToAll(new Group(32, 1, NODE), 8 * GB, 1), 6 * GB / (10 * GB));
    }

    @Test
    void n03CopiesInsideADomainSpareTheNetworkUntilLinksBind() {
        close(IDEAL.allToAll(new Group(32, 1, NODE), 8 * GB, 2), 3 * GB / (10 * GB));
        close(IDEAL.allToAll(new Group(32, 1, NODE), 8 * GB, 100), 7 * GB / (100 * GB));
    }

    @Test
    void n04MessagesToAllPeersFlyAtOnceButAreIssuedInTurn() {
        CollectiveTime slow =
                new CollectiveTime(Machines.chip(), Machines.cluster(NODE), Machines.fabric(5e-6, 1e-6, 0));
        // one step, and a quarter of a step for each peer after the first
        close(slow.allToAll(new Group(8, 1, NODE), 1e-9, 1), 5e-6 + 1e-6 + 6 * 0.25e-6);
        // between nodes the step over the network counts too, which is ten times as long
        close(slow.allToAll(new Group(64, 1, NODE), 1e-9, 1), 5e-6 + 1e-6 + 10e-6 + 62 * 0.25e-6);
    }

    @Test
    void n05ASpineCarriesWhatLeavesAPod() {
        // within a pod nothing changes
        close(PODS.allToAll(new Group(32, 1, NODE), 8 * GB, 1), 6 * GB / (10 * GB));
        // of four pods three quarters leave, at a seventh of the ports
        close(PODS.allToAll(new Group(128, 1, NODE), 8 * GB, 1), 6 * GB * 7 / (10 * GB));
    }

    @Test
    void n06RingsCrossASpineOnceForEachPod() {
        // four domains of a pod in the group: a quarter of the ports' rate leaves, a seventh may
        double seconds = PODS.gather(new Group(128, 1, NODE), 8 * GB);
        close(seconds, 127.0 / 128 * GB / (10 * GB) * 7 / 4);
        // eight domains in pods of 64 would hide a spine of a seventh
        CollectiveTime large =
                new CollectiveTime(Machines.chip(), Machines.cluster(NODE, 64, 7, false), Machines.fabric(0, 0, 0));
        close(large.gather(new Group(128, 1, NODE), 8 * GB), 127.0 / 128 * GB / (10 * GB));
    }

    @Test
    void n07GroupsWithOneChipAPodHaveOnlyTheSpine() {
        close(PODS.gather(new Group(4, 32, NODE), 4 * GB), 3 * GB / (10 * GB) * 7);
    }

    @Test
    void n08OnlyTheSendsBetweenPodsAreSlow() {
        // stages of 8 chips: of seven hops one leaves a pod, where 8 of 32 chips send at once over a seventh
        double port = GB / (10 * GB);
        close(PODS.send(new Group(8, 8, NODE), GB), port * (6 + 7.0 / 4) / 7);
        // stages of whole pods: all do
        close(PODS.send(new Group(4, 32, NODE), GB), 7 * port);
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * expected));
    }
}
