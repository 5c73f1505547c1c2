package org.chokepoint.redesign;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.Precision;

/**
 * What is left of a chip. Units and links are disabled, tensor rates capped, memory chosen; clock, caches and design power stay.
 *
 * @param from what was cut
 * @param units compute units that are kept
 * @param rate share of the tensor rate of a unit that is kept
 * @param links links that are kept
 * @param memory memory
 * @param sites stacks or channels of it that are kept
 */
public record Derated(Uncut from, int units, double rate, int links, Uncut.Memory memory, int sites) {
    /** As a chip. */
    public Accelerator chip() {
        Accelerator whole = from.chip();
        Map<Precision, Double> peaks = new LinkedHashMap<>(whole.peakFlopsPerSecond());
        double kept = (double) units / whole.computeUnits();
        // vector units issue as before
        peaks.replaceAll((format, peak) -> peak * kept * (format == Precision.FP32 ? 1 : rate));
        return new Accelerator(
                from.die().id() + "-cut",
                "a cut " + from.die().name(),
                whole.vendor(),
                whole.architecture(),
                whole.family(),
                whole.released(),
                peaks,
                memory.bytes(sites),
                memory.bytesPerSecond(sites),
                memory.of().memoryType(),
                from.die().links() == 0
                        ? whole.scaleUpBytesPerSecond()
                        : links * from.die().linkBytesPerSecond(),
                units,
                whole.clockHertz(),
                whole.powerWatts(),
                whole.dieSquareMeters(),
                whole.dies(),
                whole.processMeters(),
                whole.cacheBytes(),
                OptionalDouble.empty(),
                whole.cluster(),
                Optional.of(from.trade()));
    }

    /** Whether another keeps at least as much of everything that rules or workloads see. */
    boolean within(Derated other) {
        return chip().tpp() <= other.chip().tpp()
                && links <= other.links
                && memory.bytesPerSecond(sites) <= other.memory.bytesPerSecond(other.sites)
                && memory.bytes(sites) <= other.memory.bytes(other.sites);
    }
}
