package org.chokepoint.redesign;

import java.util.List;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.units.Dimension;

/**
 * A die that chips are cut from. Rates of a unit, clock, area and process are those of the chip in {@code bases}, so they stand in one
 * place only.
 *
 * @param id catalog id
 * @param name full name
 * @param units compute units that are drawn on the die; those of chips as sold are fewer, since some fail
 * @param links links to other chips besides PCI Express, each of which can be disabled; 0: none
 * @param linkBytesPerSecond of one link, both directions summed; 0 without links
 * @param memories memories that chips of the die were sold with
 * @param bases for each market, the chip that nothing was cut from for rules
 * @param products chips of the die that were made for rules
 */
public record BaseDie(
        String id,
        String name,
        int units,
        @Field(otherwise = "0") int links,

        @Field(key = "link", unit = Dimension.BYTE_RATE, otherwise = "0 GB/s", help = "both directions summed")
        double linkBytesPerSecond,

        List<Memory> memories,
        @Field(sourced = false) List<Base> bases,
        @Field(sourced = false) List<String> products) {
    /** Catalog kind. */
    public static final Kind<BaseDie> KIND = new Kind<>("die", "dies", BaseDie.class);

    public BaseDie {
        memories = List.copyOf(memories);
        bases = List.copyOf(bases);
        products = List.copyOf(products);
        if (units < 1 || links < 0 || links > 0 != linkBytesPerSecond > 0 || memories.isEmpty() || bases.isEmpty()) {
            throw new IllegalArgumentException(
                    "a die needs units, a memory, a chip in bases, and a link's bandwidth where it has links.");
        }
    }

    /**
     * Memory that a chip of the die was sold with.
     *
     * @param of that chip
     * @param sites stacks, or channels of 32 bits, which can be left out one by one
     */
    public record Memory(
            @Field(help = "chip that was sold with it") String of,
            @Field(help = "stacks, or channels of 32 bits") int sites) {
        public Memory {
            if (sites < 1) {
                throw new IllegalArgumentException("a memory has at least one site.");
            }
        }
    }

    /**
     * A chip that nothing was cut from for rules.
     *
     * @param market what it is for
     * @param chip the chip
     */
    public record Base(Market market, String chip) {}
}
