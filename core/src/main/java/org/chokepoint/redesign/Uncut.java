package org.chokepoint.redesign;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.TradeFacts;
import org.chokepoint.model.Precision;

/**
 * What there is to cut.
 *
 * @param die the die
 * @param market what chips are for
 * @param chip the chip as it is sold where no rule asks
 * @param memories memories to choose from
 */
public record Uncut(BaseDie die, Market market, Accelerator chip, List<Memory> memories) {
    public Uncut {
        memories = List.copyOf(memories);
    }

    /**
     * A memory to choose.
     *
     * @param of chip that was sold with it
     * @param sites its stacks or channels
     */
    public record Memory(Accelerator of, int sites) {
        double bytes(int kept) {
            return of.memoryBytes() / sites * kept;
        }

        double bytesPerSecond(int kept) {
            return of.memoryBytesPerSecond() / sites * kept;
        }
    }

    /** Vector units' rate × 32 bits, as a reader may count it who takes every format: TPP of FP32. */
    double vectorTpp() {
        Double rate = chip.peakFlopsPerSecond().get(Precision.FP32);
        return rate == null ? 0 : rate / 1e12 * Precision.FP32.bits();
    }

    TradeFacts trade() {
        Optional<TradeFacts> own = chip.trade();
        return new TradeFacts(
                Optional.of(market == Market.DATACENTER),
                Optional.of(false),
                own.flatMap(TradeFacts::headquarters),
                own.flatMap(TradeFacts::foundry),
                own.map(TradeFacts::pcieBytesPerSecond).orElse(OptionalDouble.empty()),
                die.links() == 0
                        ? own.map(TradeFacts::linkBytesPerSecond).orElse(OptionalDouble.empty())
                        : OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
