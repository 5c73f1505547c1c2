package org.chokepoint.search;

import java.util.Locale;
import java.util.Optional;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Rate;

/** A line of a data sheet that could be other than it is. */
public enum Spec {
    COMPUTE(Optional.of(Rate.COMPUTE)),
    MEMORY_BANDWIDTH(Optional.of(Rate.MEMORY_BANDWIDTH)),
    MEMORY(Optional.empty()),
    SCALE_UP_BANDWIDTH(Optional.of(Rate.SCALE_UP_BANDWIDTH)),
    SCALE_OUT_BANDWIDTH(Optional.of(Rate.SCALE_OUT_BANDWIDTH)),
    POWER(Optional.of(Rate.POWER));

    private final Optional<Rate> rate;

    Spec(Optional<Rate> rate) {
        this.rate = rate;
    }

    /** Key in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rate of a step that it is, if it is one; the size of the memory is none. */
    public Optional<Rate> rate() {
        return rate;
    }

    /** The same machine with a multiple of it. */
    public Machine times(double factor, Machine m) {
        if (rate.isPresent()) {
            return rate.get().times(factor, m);
        }
        Accelerator chip = m.chip().withMemory(m.chip().memoryBytes() * factor);
        return new Machine(chip, m.cluster(), m.calibration(), m.stack());
    }
}
