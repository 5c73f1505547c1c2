package org.chokepoint.machine;

import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.units.Dimension;

/**
 * What export rules ask of a chip beside its rates and size.
 *
 * @param datacenter whether it is designed or marketed for datacenters: a judgement, mostly by where its maker lists it
 * @param usMarket whether it is or was commercially available in the United States
 * @param headquarters country of its maker's headquarters, ISO 3166-1 alpha-2
 * @param foundry who makes its logic dies
 * @param pcieBytesPerSecond PCI Express, both directions summed
 * @param linkBytesPerSecond all other inputs and outputs but those to memory, both directions summed, where they are not the scale-up
 *     links; 0 where the scale-up link is PCI Express itself
 * @param dieArea within what the area of non-planar dies lies, where it is not known
 * @param tpp within what TPP lies, where peaks are not published
 */
public record TradeFacts(
        @Field(help = "designed or marketed for datacenters")
        Optional<Boolean> datacenter,

        @Field(help = "commercially available in the United States")
        Optional<Boolean> usMarket,

        @Field(help = "country of the maker's headquarters") Optional<String> headquarters,
        @Field(help = "who makes the logic dies") Optional<String> foundry,

        @Field(key = "pcie", unit = Dimension.BYTE_RATE, help = "both directions summed")
        OptionalDouble pcieBytesPerSecond,

        @Field(
                key = "links",
                unit = Dimension.BYTE_RATE,
                help = "besides PCIe, where not scale_up; both directions summed")
        OptionalDouble linkBytesPerSecond,

        @Field(key = "die_area_range", help = "where die_area is not known")
        Optional<AreaRange> dieArea,

        @Field(key = "tpp_range", help = "where peaks are not published")
        Optional<TppRange> tpp) {

    /**
     * Bounds of an area; one that is absent is 0 or none.
     *
     * @param lowSquareMeters at least
     * @param highSquareMeters at most
     */
    public record AreaRange(
            @Field(key = "low", unit = Dimension.AREA) OptionalDouble lowSquareMeters,

            @Field(key = "high", unit = Dimension.AREA) OptionalDouble highSquareMeters) {}

    /**
     * Bounds of TPP; one that is absent is 0 or none.
     *
     * @param low at least
     * @param high at most
     */
    public record TppRange(OptionalDouble low, OptionalDouble high) {}
}
