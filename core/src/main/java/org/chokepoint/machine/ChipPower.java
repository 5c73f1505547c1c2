package org.chokepoint.machine;

import org.chokepoint.model.Precision;

/**
 * Joules of a chip: idle power over time, arithmetic and memory traffic. P = idle + e_flop·FLOP/s + e_byte·B/s, never more
 * than the design power. Narrower operands take proportionally less energy per operation.
 */
public final class ChipPower {
    private final Accelerator chip;
    private final Calibration.Power family;

    public ChipPower(Accelerator chip, Calibration.Power family) {
        this.chip = chip;
        this.family = family;
    }

    /**
     * Least time of a kernel at the design power: its energy over the power that idling leaves. A chip that would draw more
     * lowers its clock until it draws this much; P(f) = idle + (e_flop·FLOP + e_byte·bytes)/time, solved for time.
     */
    public double leastSeconds(double flops, Precision precision, double bytes) {
        double joules = family.joulesPerFlop().value() * flops * precision.bytes() / 2
                + family.joulesPerByte().value() * bytes;
        return joules / (chip.powerWatts() * (1 - family.idle().value()));
    }

    /**
     * Mean power over a span.
     *
     * @param seconds length of the span
     * @param wideFlops operations on 16-bit operands in it
     * @param narrowFlops operations on operands of {@code narrow}
     * @param bytes memory traffic in it
     */
    public double watts(double seconds, double wideFlops, double narrowFlops, Precision narrow, double bytes) {
        double perFlop = family.joulesPerFlop().value();
        double joules = perFlop * (wideFlops + narrowFlops * narrow.bytes() / 2)
                + family.joulesPerByte().value() * bytes;
        double watts = family.idle().value() * chip.powerWatts() + joules / seconds;
        return Math.min(chip.powerWatts(), watts);
    }
}
