package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** All-reduces take the fastest of rings, trees and sums in switches. */
final class AllReduceTest {
    private static final double GB = 1e9;
    private static final Topology NODE = new Switched(8);
    private static final Topology SUMS = new Switched(8, true, 0, OptionalDouble.empty());

    private static CollectiveTime with(Topology topology, double latency) {
        return new CollectiveTime(Machines.chip(), Machines.cluster(topology), Machines.fabric(0, latency, 0));
    }

    @Test
    void n01LargeOnesInsideADomainGoAroundARingTwice() {
        close(with(NODE, 0).allReduce(new Group(8, 1, NODE), 8 * GB), 2 * 7 * GB / (100 * GB));
    }

    @Test
    void n02SwitchesThatSumTakeEachByteOnceEachWay() {
        // a rank reads its eighth summed, which takes a byte of all from each, and writes it, which goes to all
        close(with(SUMS, 0).allReduce(new Group(8, 1, SUMS), 8 * GB), 9 * GB / (100 * GB));
        // between two chips a ring moves less
        close(with(SUMS, 0).allReduce(new Group(2, 1, SUMS), 2 * GB), 2 * GB / (100 * GB));
    }

    @Test
    void n03BetweenManyDomainsTreesAndRingsUsePortsAlike() {
        // a tree's inner nodes pass all bytes up and down: 2 over a port; a ring 2·(n − 1)/n, here 2·63/64
        close(with(NODE, 0).allReduce(new Group(64, 1, NODE), 8 * GB), 2 * 63.0 / 64 * GB / (10 * GB));
    }

    @Test
    void n04TwoDomainsSwapSoThatBusBandwidthExceedsThePorts() {
        double seconds = with(NODE, 0).allReduce(new Group(16, 1, NODE), 8 * GB);
        // each port sends an eighth once; links carry everything twice
        close(seconds, 2 * 8 * GB / (100 * GB));
        double bus = 2 * 15.0 / 16 * 8 * GB / seconds;
        assertThat(bus).isGreaterThan(8 * 10 * GB);
    }

    @Test
    void n05SmallOnesOverThousandsOfRanksTakeLogarithmicTime() {
        CollectiveTime slow = with(NODE, 1e-6);
        // seven hops inside a node and ⌈log₂ 2048⌉ = 11 of 10 µs between nodes, up and down
        close(slow.allReduce(new Group(16384, 1, NODE), 1e-9), 2 * (7e-6 + 110e-6));
        close(slow.allReduce(new Group(2048, 8, NODE), 1e-9), 2 * 110e-6);
        // rings would take 2·(14336 · 1 + 2047 · 10) µs
        assertThat(slow.gather(new Group(16384, 1, NODE), 1e-9)).isGreaterThan(30e-3);
    }

    @Test
    void n06ARackOfManyNodesIsATreeOfChains() {
        // 72 chips in nodes of 8: 7 hops in a node and ⌈log₂ 9⌉ = 4 between nodes
        Topology rack = new Switched(72);
        close(with(rack, 1e-6).allReduce(new Group(72, 1, rack), 1e-9), 2 * (7e-6 + 4e-6));
    }

    @Test
    void n07RingsWinForLargeMessagesInARack() {
        Topology rack = new Switched(72);
        double seconds = with(rack, 1e-6).allReduce(new Group(72, 1, rack), 72 * GB);
        close(seconds, 2 * 71 * GB / (100 * GB) + 142e-6);
    }

    @Test
    void n08NetworkSwitchesThatSumHalveWhatPortsSend() {
        CollectiveTime sums =
                new CollectiveTime(Machines.chip(), Machines.cluster(NODE, 0, 1, true), Machines.fabric(0, 1e-6, 0));
        Group across = new Group(64, 8, NODE);
        close(sums.allReduce(across, GB), GB / (10 * GB) + 2e-5);
        assertThat(with(NODE, 1e-6).allReduce(across, GB) / sums.allReduce(across, GB))
                .isBetween(1.95, 2.0);
    }

    @Test
    void n09NoAllReduceIsSlowerThanReducingAndGathering() {
        CollectiveTime slow = with(SUMS, 1e-6);
        for (int size = 2; size <= 4096; size *= 2) {
            for (double bytes = 1; bytes < 1e10; bytes *= 10) {
                Group group = new Group(size, 1, SUMS);
                assertThat(slow.allReduce(group, bytes)).isLessThanOrEqualTo(2 * slow.gather(group, bytes));
            }
        }
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * expected));
    }
}
