package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Gathers and sends on links of 100 GB/s each way and ports of 10 GB/s: what decides, and what is paid besides. */
final class CollectiveTimeTest {
    private static final double GB = 1e9;
    private static final Topology NODE = new Switched(8);
    private static final CollectiveTime IDEAL = Machines.collectives(NODE);

    private static CollectiveTime with(double launch, double latency, double chunk) {
        return new CollectiveTime(Machines.chip(), Machines.cluster(NODE), Machines.fabric(launch, latency, chunk));
    }

    @Test
    void n01AGatherInsideADomainMovesAllButItsOwnPart() {
        close(IDEAL.gather(new Group(8, 1, NODE), 8 * GB), 7 * GB / (100 * GB));
    }

    @Test
    void n02RingsThroughDomainsUseEveryPortAndLinksRunBeside() {
        // 31 of 32 parts pass each chip; a port takes an eighth of them
        close(IDEAL.gather(new Group(32, 1, NODE), 8 * GB), 31.0 / 32 * GB / (10 * GB));
    }

    @Test
    void n03TheSlowerOfLinksAndPortsCountsAndNotTheirSum() {
        // of 32 chips in a domain each port takes a thirty-second: links are slower now
        Topology large = new Switched(32);
        double seconds = Machines.collectives(large).gather(new Group(64, 1, large), 64 * GB);
        close(seconds, 63 * GB / (100 * GB));
    }

    @Test
    void n04AGroupWithOneChipADomainHasOnlyItsPort() {
        close(IDEAL.gather(new Group(4, 8, NODE), 4 * GB), 3 * GB / (10 * GB));
        close(IDEAL.gather(new Group(4, 24, NODE), 4 * GB), 3 * GB / (10 * GB));
    }

    @Test
    void n05SmallMessagesPayStartAndHops() {
        CollectiveTime slow = with(5e-6, 1e-6, 0);
        close(slow.gather(new Group(8, 1, NODE), 1e-9), 5e-6 + 7e-6);
        // 28 hops inside four domains and 3 of 10 µs between them
        close(slow.gather(new Group(32, 1, NODE), 1e-9), 5e-6 + 28e-6 + 30e-6);
        close(slow.send(new Group(8, 1, NODE), 1e-9), 5e-6 + 1e-6);
        close(slow.send(new Group(2, 8, NODE), 1e-9), 5e-6 + 1e-5);
    }

    @Test
    void n06LargeMessagesPayBandwidthOnly() {
        CollectiveTime slow = with(5e-6, 1e-6, 1e-6);
        double bandwidth = 7 * 100 * GB / (100 * GB);
        assertThat(slow.gather(new Group(8, 1, NODE), 800 * GB)).isBetween(bandwidth, 1.01 * bandwidth);
    }

    @Test
    void n07AtTheBestNumberOfChunksFillingCostsTwiceTheRootOfOverheadTimesTime() {
        // 1 MB takes 10 µs; four chunks of 2.5 µs overhead each on one hop: fill 2.5 + overheads 10 - 2.5
        close(with(0, 0, 2.5e-6).send(new Group(2, 1, NODE), 1e6), 10e-6 + 2 * Math.sqrt(2.5e-6 * 10e-6));
        // seven hops that each are busy for 70 µs
        close(with(0, 0, 1e-6).gather(new Group(8, 1, NODE), 8e6), 70e-6 + 2 * Math.sqrt(1e-6 * 7 * 70e-6));
    }

    @Test
    void n08ARanksOwnPartCountsInPart() {
        Calibration.Fabric f = Machines.fabric(0, 0, 0);
        Constant half = new Constant(0.5, 0.5, 0.5, Constant.Tier.ASSUMPTION, "half");
        Calibration.Fabric handled = new Calibration.Fabric(
                f.scaleUp(),
                f.scaleUpLatencySeconds(),
                f.inNetwork(),
                half,
                f.scaleOut(),
                f.scaleOutLatencySeconds(),
                f.allToAll(),
                f.launchSeconds(),
                f.chunkSeconds(),
                f.skewSeconds(),
                f.units());
        CollectiveTime own = new CollectiveTime(Machines.chip(), Machines.cluster(NODE), handled);
        close(own.gather(new Group(2, 1, NODE), 2 * GB), 1.5 * GB / (100 * GB));
        close(own.gather(new Group(8, 1, NODE), 8 * GB), 7.5 * GB / (100 * GB));
    }

    @Test
    void n09SendsTakeWhatTheHopsOfAPipelineTakeOnAverage() {
        // of seven hops among eight stages four apart, four stay in a domain and three leave it
        double near = GB / (100 * GB);
        double far = GB / (10 * GB);
        close(IDEAL.send(new Group(8, 4, NODE), GB), (4 * near + 3 * far) / 7);
        close(IDEAL.send(new Group(8, 1, NODE), GB), near);
        close(IDEAL.send(new Group(8, 8, NODE), GB), far);
    }

    @Test
    void n10NothingIsFreeAndNothingCostsWithoutPeersOrBytes() {
        Group alone = new Group(1, 1, NODE);
        Group all = new Group(8, 1, NODE);
        CollectiveTime slow = with(5e-6, 1e-6, 1e-6);
        assertThat(slow.gather(alone, GB)).isZero();
        assertThat(slow.allReduce(alone, GB)).isZero();
        assertThat(slow.allToAll(alone, GB, 1)).isZero();
        assertThat(slow.send(alone, GB)).isZero();
        assertThat(slow.gather(all, 0)).isZero();
        assertThat(slow.allReduce(all, 0)).isZero();
        assertThat(slow.allToAll(all, 0, 1)).isZero();
        assertThat(slow.send(all, 0)).isZero();
    }

    @Test
    void n11CollectivesOccupyUnitsOfTheirFamily() {
        assertThat(IDEAL.units()).isEqualTo(20);
    }

    @Test
    void n12SmallSumsAreReadFromAllOthersInOneKernel() {
        // a kernel of 2 µs, two hops and six further peers a quarter of one after the other, and seven times 1 kB
        CollectiveTime slow = with(50e-6, 1e-6, 0);
        Group eight = new Group(8, 1, NODE);
        close(slow.oneShot(eight, 1e3, 2e-6), 2e-6 + 3.5e-6 + 7e3 / (100 * GB));
        // large ones pass rings
        close(slow.oneShot(eight, 100 * GB, 2e-6), slow.allReduce(eight, 100 * GB));
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * expected));
    }
}
