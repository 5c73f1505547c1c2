package org.chokepoint.machine;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.model.Precision;

/** A round machine for cases that are reckoned by hand: 100 units, 100 TFLOP/s, 1 TB/s, links of 200 GB/s. */
final class Machines {
    private Machines() {}

    static Accelerator chip() {
        return chip(200e9);
    }

    static Accelerator chip(double scaleUp) {
        Map<Precision, Double> peak = new LinkedHashMap<>();
        peak.put(Precision.BF16, 1e14);
        peak.put(Precision.FP8, 2e14);
        OptionalDouble none = OptionalDouble.empty();
        return new Accelerator(
                "chip",
                "Chip",
                "Maker",
                "die",
                "family",
                "2024-01-01",
                peak,
                80e9,
                1e12,
                "HBM",
                scaleUp,
                100,
                none,
                500,
                none,
                1,
                none,
                none,
                none,
                "cluster",
                Optional.empty());
    }

    /** 500 W, of which idling takes none; {@code joulesPerFlop} for 16-bit operands. */
    static ChipPower power(double joulesPerFlop) {
        return new ChipPower(chip(), new Calibration.Power(at(0), at(joulesPerFlop), at(0)));
    }

    static Cluster cluster(Topology scaleUp) {
        return cluster(scaleUp, 0, 1, false);
    }

    static Cluster cluster(Topology scaleUp, int pod, double oversubscription, boolean reduces) {
        return new Cluster(
                "cluster",
                "Cluster",
                "chip",
                8,
                scaleUp,
                10e9,
                pod,
                oversubscription,
                reduces,
                32e9,
                50e9,
                100,
                1.1,
                1e9);
    }

    static Stack stack(double elementwise) {
        return Stack.ofKernels().with("elementwise", elementwise);
    }

    private static final List<Calibration.Tile> TILES = List.of(
            new Calibration.Tile(128, 256, 1), new Calibration.Tile(128, 128, 0.93), new Calibration.Tile(64, 64, 0.7));

    /** Everything at its limit: full shares, no ramp, no floor, no softmax. */
    static Calibration.Kernel ideal() {
        return kernel(0, 0, 1, 0);
    }

    static Calibration.Kernel kernel(double floor, double ramp, double weightGradient, double beside) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("weightGradientWide", weightGradient);
        values.put("weightGradientNarrow", weightGradient);
        values.put("rampBytes", ramp);
        values.put("floorSeconds", floor);
        values.put("beside", beside);
        values.put("softmaxFlops", 0.0);
        values.put("attentionBlockSeconds", 0.0);
        values.put("attentionFloorSeconds", floor);
        values.put("decodeRows", 64.0);
        values.put("latencySeconds", 0.0);
        RecordComponent[] components = Calibration.Kernel.class.getRecordComponents();
        Object[] constants = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            constants[i] = types[i] == List.class ? TILES : at(values.getOrDefault(components[i].getName(), 1.0));
        }
        try {
            return Calibration.Kernel.class.getDeclaredConstructor(types).newInstance(constants);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Links and ports at their limit, steps between domains ten times as long as inside. */
    static Calibration.Fabric fabric(double launch, double latency, double chunk) {
        Constant one = at(1);
        return new Calibration.Fabric(
                one, at(latency), one, at(0), one, at(10 * latency), one, at(launch), at(chunk), at(0), at(20));
    }

    /** Nothing but bytes over bandwidth. */
    static CollectiveTime collectives(Topology scaleUp) {
        return new CollectiveTime(chip(), cluster(scaleUp), fabric(0, 0, 0));
    }

    private static Constant at(double value) {
        return new Constant(value, value, value, Constant.Tier.ASSUMPTION, "a round number");
    }
}
