package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Kind;
import org.chokepoint.evidence.Location;
import org.junit.jupiter.api.Test;

/**
 * Published rates of collectives against the catalog's machines. Bus bandwidth is that of nccl-tests: bytes × (n − 1)/n,
 * twice for all-reduces, over time.
 */
final class PublishedFabricsTest {
    private static final Catalog CATALOG = Checkout.catalog();
    private static final double GIB = 1L << 30;
    private static final double MIB = 1L << 20;

    private static <R> R find(Kind<R> kind, String id) {
        return CATALOG.find(kind, id, Location.of("test")).value();
    }

    /** Collectives of a cluster on its chip and family. */
    private static CollectiveTime on(String cluster) {
        Cluster c = find(Cluster.KIND, cluster);
        Accelerator chip = find(Accelerator.KIND, c.accelerator());
        return new CollectiveTime(chip, c, find(Calibration.KIND, chip.family()).fabric());
    }

    /** A group that has the machine for itself, as in these tests. */
    private static Group group(String cluster, int size, int stride) {
        Topology scaleUp = find(Cluster.KIND, cluster).scaleUp();
        int chips = scaleUp instanceof Switched ? size * stride : Math.max(8, size * stride);
        return new Group(size, stride, scaleUp.fitted(chips));
    }

    private static void allReduce(String cluster, int size, double bytes, double busGigabytes, double tolerance) {
        double seconds = on(cluster).allReduce(group(cluster, size, 1), bytes);
        bus(2 * (size - 1.0) / size * bytes / seconds, busGigabytes, tolerance, cluster + " " + size);
    }

    private static void gather(String cluster, int size, double bytes, double busGigabytes, double tolerance) {
        double seconds = on(cluster).gather(group(cluster, size, 1), bytes);
        bus((size - 1.0) / size * bytes / seconds, busGigabytes, tolerance, cluster + " " + size);
    }

    private static void bus(double actual, double gigabytes, double tolerance, String what) {
        assertThat(actual / 1e9).as(what).isCloseTo(gigabytes, within(tolerance * gigabytes));
    }

    @Test
    void n01RingsAndSumsInSwitchesWithinANode() {
        // ml-engineering, network tables; Azure AI-benchmarking-guide; aiconfigurator NCCL tables
        allReduce("dgx-a100", 8, GIB, 229, 0.05);
        allReduce("dgx-h100", 8, 8 * GIB, 479, 0.03);
        allReduce("hgx-h200", 4, 8 * GIB, 363, 0.06);
        allReduce("hgx-h200", 6, 8 * GIB, 436, 0.03);
        allReduce("hgx-b200", 4, 8 * GIB, 673, 0.12);
        allReduce("hgx-b200", 8, 8 * GIB, 838, 0.05);
        gather("dgx-h100", 2, 256 * MIB, 245, 0.1);
        gather("dgx-h100", 4, 256 * MIB, 305, 0.1);
        gather("dgx-h100", 8, 512 * MIB, 335, 0.07);
        gather("hgx-b200", 8, 512 * MIB, 617, 0.12);
    }

    @Test
    void n02MessagesBetweenSmallAndLarge() {
        // aiconfigurator NCCL tables: 1 MiB and 16 MiB
        gather("dgx-h100", 8, MIB, 53.6, 0.15);
        gather("dgx-h100", 8, 16 * MIB, 213, 0.1);
        gather("dgx-a100", 8, MIB, 34.2, 0.2);
        gather("dgx-a100", 8, 16 * MIB, 109, 0.25);
        allReduce("dgx-h100", 8, 16 * MIB, 241, 0.2);
        allReduce("dgx-h100", 8, 128 * MIB, 406, 0.1);
    }

    @Test
    void n03SmallestMessagesTakeStartAndSteps() {
        // aiconfigurator NCCL tables, 512 B, in µs
        assertThat(on("dgx-h100").allReduce(group("dgx-h100", 8, 1), 512)).isCloseTo(15.6e-6, within(2e-6));
        assertThat(on("dgx-a100").allReduce(group("dgx-a100", 8, 1), 512)).isCloseTo(22.6e-6, within(3e-6));
        assertThat(on("hgx-b200").allReduce(group("hgx-b200", 8, 1), 512)).isCloseTo(25.1e-6, within(3e-6));
        assertThat(on("dgx-h100").allToAll(group("dgx-h100", 8, 1), 512, 1)).isCloseTo(7.4e-6, within(1e-6));
    }

    @Test
    void n04RingsOverManyNodesKeepTheBandwidthOfPorts() {
        // ml-engineering: 4 nodes of H200 365 GB/s, of B200 380; nccl issue 283: 248 nodes of H200 typically 350
        allReduce("hgx-h200", 32, 4 * GIB, 365, 0.05);
        allReduce("hgx-b200", 32, 8 * GIB, 380, 0.05);
        allReduce("hgx-h200", 1984, 512 * MIB, 350, 0.15);
        // estimate-train-time, Vista: 8 nodes of one GH200 and one 400 Gbit/s port
        allReduce("gh200-1", 8, 1.87e9, 48.1, 0.06);
        // nccl issue 1218: 32 nodes of H100, 200 and 340 GB/s in two runs
        gather("dgx-h100", 256, 2 * GIB, 270, 0.25);
    }

    @Test
    void n05TheHybridCube() {
        // vTrain's tables, 1 GiB on DGX-1V
        allReduce("dgx-v100", 2, GIB, 22.55, 0.05);
        allReduce("dgx-v100", 4, GIB, 85.4, 0.1);
        allReduce("dgx-v100", 8, GIB, 134.5, 0.06);
    }

    @Test
    void n06FullMeshes() {
        // hpc-ai-envs pull request 30: 8 MiB among 8 MI300X in 91 µs; Intel: 256 MiB among 8 Gaudi 3 in 916 µs
        assertThat(on("mi300x").allReduce(group("mi300x", 8, 1), 8 * MIB)).isCloseTo(91.1e-6, within(10e-6));
        assertThat(on("gaudi-3-8").allReduce(group("gaudi-3-8", 8, 1), 256 * MIB))
                .isCloseTo(915.8e-6, within(60e-6));
    }

    @Test
    void n07NeighboursOfATorus() {
        // marin issue 6736: 64 MiB to a neighbour in 782 µs on v5p and 776 µs on v6e
        assertThat(on("tpu-v5p-pod").send(group("tpu-v5p-pod", 2, 1), 64 * MIB)).isCloseTo(782e-6, within(20e-6));
        assertThat(on("tpu-v6e-256").send(group("tpu-v6e-256", 2, 1), 64 * MIB)).isCloseTo(776e-6, within(20e-6));
    }

    @Test
    void n08PodsOfTpusHaveTheBisectionThatGooglePrints() {
        // 1.6 TB/s (v5e), 3.2 TB/s (v6e) and 24 TB/s (v4) each way: in an all-to-all half the bytes cross, half each
        // way
        bisection("tpu-v5e-256", 256, 1.6e12);
        bisection("tpu-v6e-256", 256, 3.2e12);
        bisection("tpu-v4-pod", 4096, 24e12);
    }

    private static void bisection(String cluster, int chips, double bytesPerSecond) {
        double link = find(Accelerator.KIND, find(Cluster.KIND, cluster).accelerator())
                        .scaleUpBytesPerSecond()
                / 2;
        Links links = group(cluster, chips, 1).domain().links(chips, 1, link);
        double crossing = links.exchangeBytesPerSecond() * chips / (chips - 1.0) * chips / 4;
        assertThat(crossing).as(cluster).isCloseTo(bytesPerSecond, within(0.1 * bytesPerSecond));
    }

    @Test
    void n09DispatchToExperts() {
        // DeepEP on H800: 4,096 tokens of 7,168 bytes to 8 experts. Over 8 nodes of which a token reaches 4, 51 GB/s
        // with the own node counted; within a node 153 GB/s with own copies, 5.25 chips a token on average
        double token = 4096 * 7168;
        double chips = 32 * (1 - StrictMath.pow(31 / 32.0, 8));
        double nodes = 4 * (1 - StrictMath.pow(3 / 4.0, 8));
        CollectiveTime time = on("hgx-h800-ib");
        assertThat(time.allToAll(group("hgx-h800-ib", 64, 1), token * chips, chips / nodes))
                .isCloseTo(4 * token / 51e9, within(0.2 * 4 * token / 51e9));
        assertThat(time.allToAll(group("hgx-h800-ib", 8, 1), token * 5.25, 1))
                .isCloseTo(5.25 * token / 153e9, within(0.2 * 5.25 * token / 153e9));
    }

    @Test
    void n10ServersWithoutLinks() {
        // aiconfigurator NCCL tables, 256 MiB: L40S gather 19.4 GB/s in pairs, 4.7 among 4
        gather("l40s-8", 2, 256 * MIB, 19.4, 0.1);
        gather("l40s-8", 4, 256 * MIB, 4.7, 0.2);
    }
}
