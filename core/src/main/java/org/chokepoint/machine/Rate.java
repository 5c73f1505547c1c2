package org.chokepoint.machine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chokepoint.model.Precision;

/**
 * What a machine does so much of in a second. Latencies count as rates too: one over them. A step takes 1/λ of its time where
 * all of them are λ times as high.
 */
public enum Rate {
    /** Peak of arithmetic in every format. */
    COMPUTE,
    /** Bandwidth of device memory. */
    MEMORY_BANDWIDTH,
    /** Bandwidth of the links within a scale-up domain. */
    SCALE_UP_BANDWIDTH,
    /** Bandwidth of the network between domains. */
    SCALE_OUT_BANDWIDTH,
    /** One over the latency of a step within a domain. */
    SCALE_UP_LATENCY,
    /** One over the latency of a step between domains. */
    SCALE_OUT_LATENCY,
    /** One over the time in which a collective starts, and over that of each of its chunks. */
    COLLECTIVE_START,
    /** One over the shortest time of a kernel, and over the times in which tiles and blocks begin. */
    KERNEL_FLOOR,
    /** Operators that the host issues. */
    HOST,
    /** Bandwidth of the links to host memory, and of that memory. */
    HOST_MEMORY,
    /** Power that a chip may draw. */
    POWER;

    private static final List<String> FLOORS =
            List.of("floor_seconds", "latency_seconds", "attention_floor_seconds", "attention_block_seconds");

    /** Key in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same machine with this rate at a multiple. */
    public Machine times(double factor, Machine m) {
        switch (this) {
            case COMPUTE:
                Map<Precision, Double> peak = new LinkedHashMap<>(m.chip().peakFlopsPerSecond());
                peak.replaceAll((format, rate) -> rate * factor);
                return with(m, m.chip().withRates(peak, 1, 1, 1));
            case MEMORY_BANDWIDTH:
                return with(m, m.chip().withRates(m.chip().peakFlopsPerSecond(), factor, 1, 1));
            case SCALE_UP_BANDWIDTH:
                Accelerator chip = m.chip().withRates(m.chip().peakFlopsPerSecond(), 1, factor, 1);
                return new Machine(chip, m.cluster().withRates(1, factor), m.calibration(), m.stack());
            case SCALE_OUT_BANDWIDTH:
                return new Machine(m.chip(), m.cluster().withRates(factor, 1), m.calibration(), m.stack());
            case COLLECTIVE_START:
                return with(with(m, "fabric.launch_seconds", factor), "fabric.chunk_seconds", factor);
            case SCALE_UP_LATENCY:
                return with(m, "fabric.scale_up_latency_seconds", factor);
            case SCALE_OUT_LATENCY:
                return with(m, "fabric.scale_out_latency_seconds", factor);
            case KERNEL_FLOOR:
                Machine faster = m;
                for (String each : FLOORS) {
                    faster = with(faster, "kernel." + each, factor);
                }
                return faster;
            case HOST_MEMORY:
                return new Machine(m.chip(), m.cluster().withHost(factor), m.calibration(), m.stack());
            case POWER:
                return with(m, m.chip().withRates(m.chip().peakFlopsPerSecond(), 1, 1, factor));
            default: // HOST
                return new Machine(
                        m.chip(), m.cluster(), m.calibration(), m.stack().withHost(1 / factor));
        }
    }

    private static Machine with(Machine m, Accelerator chip) {
        return new Machine(chip, m.cluster(), m.calibration(), m.stack());
    }

    private static Machine with(Machine m, String latency, double factor) {
        double seconds = m.calibration().constants().get(latency).value() / factor;
        return new Machine(m.chip(), m.cluster(), m.calibration().with(latency, seconds), m.stack());
    }
}
