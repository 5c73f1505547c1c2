package org.chokepoint.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.Draw;
import org.junit.jupiter.api.Test;

/** Collectives of random groups on random topologies: time scales with the machine, and more of anything never hurts. */
final class ScalingTest {
    private static final int CASES = 2000;

    /** A machine and a collective on it. */
    private record Case(
            Topology topology,
            double link,
            double port,
            int pod,
            double oversubscription,
            boolean reduces,
            double[] constants,
            int kind,
            int size,
            int stride,
            double bytes,
            double copies) {
        static Case draw(String purpose, int index) {
            Draw d = new Draw(purpose, index);
            double[] constants = {
                d.spread(0.3, 1),
                d.spread(1e-7, 1e-5),
                d.spread(0.3, 1),
                d.spread(0.01, 1),
                d.spread(0.3, 1),
                d.spread(1e-6, 1e-4),
                d.spread(0.3, 1),
                d.spread(1e-6, 1e-4),
                d.spread(1e-8, 1e-5),
                20
            };
            Topology topology = topology(d);
            boolean pods = d.chance(0.4);
            return new Case(
                    topology,
                    d.spread(1e10, 1e12),
                    d.spread(1e9, 1e11),
                    pods ? topology.domain() * d.power(32) : 0,
                    pods ? d.spread(1, 8) : 1,
                    d.chance(0.2),
                    constants,
                    d.between(0, 3),
                    d.chance(0.2) ? d.between(2, 100) : 2 * d.power(2048),
                    d.power(64),
                    d.spread(1, 1e11),
                    d.spread(1, 8));
        }

        private static Topology topology(Draw d) {
            OptionalDouble none = OptionalDouble.empty();
            switch (d.between(0, 4)) {
                case 0:
                    return new Switched(d.any(1, 4, 8, 32, 72), d.chance(0.5), 0, none);
                case 1:
                    return new Switched(8, false, d.any(2, 4), OptionalDouble.of(d.spread(1e9, 1e12)));
                case 2:
                    return new FullMesh(d.any(4, 8), d.spread(0.5, 1));
                case 3:
                    return new HybridCube(8);
                default:
                    return d.any(
                            new Torus(List.of(4, 4, 8), 4),
                            new Torus(List.of(8, 16), 16),
                            new Torus(List.of(2, 2, 4), 4));
            }
        }

        /** With links and ports times {@code bandwidth}, and latencies times {@code latency}. */
        double seconds(double links, double ports, double latency) {
            List<Constant> c = new ArrayList<>();
            for (int i = 0; i < constants.length; i++) {
                boolean delay = i == 1 || i == 5 || i == 7 || i == 8;
                double value = constants[i] * (delay ? latency : 1);
                c.add(new Constant(value, value, value, Constant.Tier.ASSUMPTION, "drawn"));
            }
            Calibration.Fabric fabric = new Calibration.Fabric(
                    c.get(0), c.get(1), c.get(2), c.get(3), c.get(4), c.get(5), c.get(6), c.get(7), c.get(8), c.get(8),
                    c.get(9));
            Topology joined = topology instanceof Switched s && s.leaf() > 0
                    ? new Switched(
                            s.domain(),
                            false,
                            s.leaf(),
                            OptionalDouble.of(s.bridgeBytesPerSecond().getAsDouble() * links))
                    : topology;
            Cluster cluster = new Cluster(
                    "cluster",
                    "Cluster",
                    "chip",
                    8,
                    joined,
                    port * ports,
                    pod,
                    oversubscription,
                    reduces,
                    1,
                    1,
                    1,
                    1,
                    1);
            CollectiveTime time = new CollectiveTime(Machines.chip(2 * link * links), cluster, fabric);
            Group group = new Group(size, stride, joined);
            switch (kind) {
                case 0:
                    return time.gather(group, bytes);
                case 1:
                    return time.allReduce(group, bytes);
                case 2:
                    return time.allToAll(group, bytes, copies);
                default:
                    return time.send(group, bytes);
            }
        }
    }

    @Test
    void n01MachinesThatAreFasterInEverythingAreFasterInProportion() {
        for (int i = 0; i < CASES; i++) {
            Case each = Case.draw("homogeneous", i);
            double factor = new Draw("factor", i).spread(0.1, 10);
            double scaled = each.seconds(factor, factor, 1 / factor);
            assertThat(scaled * factor)
                    .as(each.toString())
                    .isCloseTo(each.seconds(1, 1, 1), within(1e-12 * each.seconds(1, 1, 1)));
        }
    }

    @Test
    void n02MoreBandwidthIsNeverSlower() {
        for (int i = 0; i < CASES; i++) {
            Case each = Case.draw("bandwidth", i);
            double factor = new Draw("factor", i).spread(1, 10);
            double now = each.seconds(1, 1, 1) * (1 + 1e-12);
            assertThat(each.seconds(factor, 1, 1)).as("links in " + each).isLessThanOrEqualTo(now);
            assertThat(each.seconds(1, factor, 1)).as("ports in " + each).isLessThanOrEqualTo(now);
        }
    }

    @Test
    void n03LongerDelaysAreNeverFaster() {
        for (int i = 0; i < CASES; i++) {
            Case each = Case.draw("delays", i);
            double factor = new Draw("factor", i).spread(1, 10);
            assertThat(each.seconds(1, 1, factor))
                    .as(each.toString())
                    .isGreaterThanOrEqualTo(each.seconds(1, 1, 1) * (1 - 1e-12));
        }
    }

    @Test
    void n04NothingBeatsTheBytesThatMustMove() {
        for (int i = 0; i < CASES; i++) {
            Case each = Case.draw("bounds", i);
            double most = each.bytes() / each.size() / (each.link() + each.port());
            assertThat(each.seconds(1, 1, 1)).as(each.toString()).isFinite().isGreaterThan(most / each.copies());
        }
    }
}
