package org.chokepoint.machine;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.model.Precision;
import org.chokepoint.units.Dimension;

/**
 * A chip as its data sheet describes it: dense rates (never the sparse ones), bandwidths, size.
 *
 * @param id catalog id
 * @param name full name
 * @param vendor maker
 * @param architecture die or generation
 * @param family calibration family whose constants apply
 * @param released first day of sale or disclosure, ISO 8601
 * @param peakFlopsPerSecond dense peak by operand format
 * @param memoryBytes device memory
 * @param memoryBytesPerSecond its bandwidth
 * @param memoryType e.g. HBM3
 * @param scaleUpBytesPerSecond scale-up links of one chip, both directions summed, as data sheets print it
 * @param computeUnits streaming multiprocessors, compute units or cores
 * @param clockHertz boost clock
 * @param powerWatts thermal design power
 * @param dieSquareMeters area of all dies with non-planar transistors
 * @param dies dies of a package
 * @param processMeters process node
 * @param cacheBytes last-level cache
 * @param totalProcessingPerformance TPP that the maker or a rule text states, to check ours against
 * @param cluster default cluster for {@code --on 1024xH100}
 * @param trade what export rules ask of it beside its rates
 */
public record Accelerator(
        String id,
        String name,
        @Field(sourced = false) String vendor,
        @Field(sourced = false) String architecture,
        @Field(sourced = false, help = "calibration family") String family,
        String released,
        @Field(key = "peak", unit = Dimension.COMPUTE_RATE) Map<Precision, Double> peakFlopsPerSecond,
        @Field(key = "memory", unit = Dimension.BYTES) double memoryBytes,

        @Field(key = "memory_bandwidth", unit = Dimension.BYTE_RATE)
        double memoryBytesPerSecond,

        String memoryType,

        @Field(key = "scale_up", unit = Dimension.BYTE_RATE, help = "both directions summed")
        double scaleUpBytesPerSecond,

        int computeUnits,
        @Field(key = "clock", unit = Dimension.FREQUENCY) OptionalDouble clockHertz,
        @Field(key = "power", unit = Dimension.POWER) double powerWatts,
        @Field(key = "die_area", unit = Dimension.AREA) OptionalDouble dieSquareMeters,
        @Field(otherwise = "1") int dies,
        @Field(key = "process", unit = Dimension.LENGTH) OptionalDouble processMeters,
        @Field(key = "cache", unit = Dimension.BYTES) OptionalDouble cacheBytes,
        @Field(key = "tpp") OptionalDouble totalProcessingPerformance,
        @Field(sourced = false) String cluster,
        Optional<TradeFacts> trade) {

    /** Catalog kind. */
    public static final Kind<Accelerator> KIND = new Kind<>("accelerator", "accelerators", Accelerator.class);

    public Accelerator {
        require(!peakFlopsPerSecond.isEmpty(), "at least one peak rate");
        require(peakFlopsPerSecond.values().stream().allMatch(rate -> rate > 0), "peak rates above zero");
        require(memoryBytes > 0 && memoryBytesPerSecond > 0, "memory and memory_bandwidth above zero");
        require(scaleUpBytesPerSecond > 0, "scale_up above zero");
        require(computeUnits > 0 && dies > 0, "compute_units and dies above zero");
        require(powerWatts > 0, "power above zero");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("an accelerator needs " + what + ".");
        }
    }

    /** The same chip with as much memory. */
    public Accelerator withMemory(double bytes) {
        return with(peakFlopsPerSecond, bytes, memoryBytesPerSecond, scaleUpBytesPerSecond, powerWatts);
    }

    /** The same chip with other peaks, and its memory bandwidth, scale-up links and design power at multiples. */
    public Accelerator withRates(Map<Precision, Double> peaks, double memory, double scaleUp, double power) {
        return with(
                peaks, memoryBytes, memoryBytesPerSecond * memory, scaleUpBytesPerSecond * scaleUp, powerWatts * power);
    }

    private Accelerator with(
            Map<Precision, Double> peaks, double bytes, double bytesPerSecond, double scaleUp, double watts) {
        return new Accelerator(
                id,
                name,
                vendor,
                architecture,
                family,
                released,
                peaks,
                bytes,
                bytesPerSecond,
                memoryType,
                scaleUp,
                computeUnits,
                clockHertz,
                watts,
                dieSquareMeters,
                dies,
                processMeters,
                cacheBytes,
                totalProcessingPerformance,
                cluster,
                trade);
    }

    /**
     * Dense peak for operands of a format. A chip without the format runs it at the rate of the next wider one it has
     * (FP8 on A100 at the BF16 rate; BF16 on V100 at the FP16 rate).
     */
    public double peak(Precision precision) {
        Double own = peakFlopsPerSecond.get(precision);
        if (own != null) {
            return own;
        }
        switch (precision) {
            case FP4:
                return peak(Precision.FP8);
            case FP8:
            case INT8:
                return peak(Precision.BF16);
            case BF16:
                return peakFlopsPerSecond.containsKey(Precision.FP16)
                        ? peak(Precision.FP16)
                        : peakFlopsPerSecond.values().iterator().next();
            case FP16:
                return peakFlopsPerSecond.containsKey(Precision.BF16)
                        ? peak(Precision.BF16)
                        : peakFlopsPerSecond.values().iterator().next();
            case TF32:
                return peakFlopsPerSecond.containsKey(Precision.FP32) ? peak(Precision.FP32) : peak(Precision.BF16) / 2;
            default:
                return peak(Precision.TF32);
        }
    }

    /** Whether the chip has a format in its own right. */
    public boolean supports(Precision precision) {
        return peakFlopsPerSecond.containsKey(precision);
    }

    /**
     * Total processing performance: the largest product over formats of dense TOPS and operand bits (15 CFR part 774,
     * ECCN 3A090, note 2: 2 × MacTOPS × bit length). TF32 and FP32 are left out: tensor rates of the narrow formats
     * govern on every chip we list.
     */
    public double tpp() {
        double most = 0;
        for (Map.Entry<Precision, Double> rate : peakFlopsPerSecond.entrySet()) {
            Precision precision = rate.getKey();
            if (precision != Precision.TF32 && precision != Precision.FP32) {
                most = Math.max(most, rate.getValue() / 1e12 * precision.bits());
            }
        }
        return most;
    }

    /**
     * The product of TF32 or FP32 at 32 bits, if it is larger than {@link #tpp()}: how a literal reader may count, since 3A090 does not
     * say whether the 19 bits that TF32 keeps or the 32 of its container are its bit length.
     */
    public OptionalDouble tppOfWideFormats() {
        double most = tpp();
        for (Map.Entry<Precision, Double> rate : peakFlopsPerSecond.entrySet()) {
            most = Math.max(most, rate.getValue() / 1e12 * rate.getKey().bits());
        }
        return most > tpp() ? OptionalDouble.of(most) : OptionalDouble.empty();
    }

    /** TPP per square millimetre of die, if the area is known. */
    public OptionalDouble performanceDensity() {
        return dieSquareMeters.isPresent()
                ? OptionalDouble.of(tpp() / (dieSquareMeters.getAsDouble() * 1e6))
                : OptionalDouble.empty();
    }
}
