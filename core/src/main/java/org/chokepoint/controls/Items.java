package org.chokepoint.controls;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Provenance;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Source;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.MemoryStack;
import org.chokepoint.machine.TradeFacts;

/** Makes items of catalog records, and of chips that nobody built. */
public final class Items {
    private static final Source OURS = new Source("given", "none", "", Grade.ASSUMPTION);

    private static final String CHINA = "CN";

    private Items() {}

    /** A chip of the catalog. */
    public static Item of(Accelerator chip, Provenance sources) {
        return new Chip(chip, Optional.of(sources)).item();
    }

    /** A chip that has no record: everything it states is an assumption. */
    public static Item of(Accelerator chip) {
        return new Chip(chip, Optional.empty()).item();
    }

    /** A memory package or stack, traded by itself. */
    public static Item of(MemoryStack stack, Provenance sources) {
        Map<Property, Given> properties = new EnumMap<>(Property.class);
        properties.put(
                Property.STACK_BANDWIDTH,
                new Given(
                        Interval.of(stack.bytesPerSecond()),
                        "",
                        sources.of("bandwidth").orElse(OURS)));
        properties.put(
                Property.STACK_AREA,
                exactOr(stack.squareMeters(), Interval.UNKNOWN, "its area is not published", sources.of("area")));
        return new Item(stack.id(), stack.name(), properties, new EnumMap<>(Fact.class), Item.Origin.UNKNOWN);
    }

    /**
     * Weights of a trained model.
     *
     * @param operations operations that trained it
     * @param published whether anyone may download them
     */
    public static Item weights(String id, String name, double operations, Truth published, Source source) {
        Map<Property, Given> properties = new EnumMap<>(Property.class);
        properties.put(Property.OPERATIONS, new Given(Interval.of(operations), "", source));
        Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
        facts.put(Fact.PUBLISHED, published);
        return new Item(id, name, properties, facts, Item.Origin.UNKNOWN);
    }

    private static Given exactOr(OptionalDouble value, Interval bounds, String because, Optional<Source> source) {
        return value.isPresent()
                ? new Given(Interval.of(value.getAsDouble()), "", source.orElse(OURS))
                : new Given(bounds, bounds.isExact() ? "" : because, source.orElse(OURS));
    }

    /** What a chip's record says. */
    private record Chip(Accelerator chip, Optional<Provenance> sources) {
        Item item() {
            Optional<TradeFacts> trade = chip.trade();
            Map<Property, Given> properties = new EnumMap<>(Property.class);
            properties.put(Property.TPP, tpp(trade));
            properties.put(Property.DIE_AREA, area(trade));
            double links = trade.map(TradeFacts::linkBytesPerSecond)
                    .orElse(OptionalDouble.empty())
                    .orElse(chip.scaleUpBytesPerSecond());
            String linksFrom = trade.filter(facts -> facts.linkBytesPerSecond().isPresent())
                    .map(facts -> "trade.links")
                    .orElse("scale_up");
            properties.put(
                    Property.LINKS,
                    new Given(Interval.of(links), "", source(linksFrom).orElse(OURS)));
            OptionalDouble pcie = trade.map(TradeFacts::pcieBytesPerSecond).orElse(OptionalDouble.empty());
            properties.put(
                    Property.PCIE,
                    exactOr(pcie, Interval.UNKNOWN, "its PCI Express links are not recorded", source("trade.pcie")));
            properties.put(
                    Property.DRAM_BANDWIDTH,
                    new Given(
                            Interval.of(chip.memoryBytesPerSecond()),
                            "",
                            source("memory_bandwidth").orElse(OURS)));
            Map<Fact, Truth> facts = new EnumMap<>(Fact.class);
            facts.put(Fact.DATACENTER, truth(trade.flatMap(TradeFacts::datacenter)));
            facts.put(Fact.US_MARKET, truth(trade.flatMap(TradeFacts::usMarket)));
            facts.put(
                    Fact.CHINESE_MAKER,
                    truth(trade.flatMap(TradeFacts::headquarters).map(CHINA::equals)));
            Item.Origin origin =
                    new Item.Origin(trade.flatMap(TradeFacts::headquarters), trade.flatMap(TradeFacts::foundry));
            return new Item(chip.id(), chip.name(), properties, facts, origin);
        }

        private Given tpp(Optional<TradeFacts> trade) {
            Optional<TradeFacts.TppRange> range = trade.flatMap(TradeFacts::tpp);
            if (range.isEmpty()) {
                return new Given(Interval.of(chip.tpp()), "", source("peak").orElse(OURS));
            }
            Interval bounds =
                    new Interval(range.get().low().orElse(0), range.get().high().orElse(Double.POSITIVE_INFINITY));
            return new Given(
                    bounds,
                    "its peak is not published",
                    source("trade.tpp_range").orElse(OURS));
        }

        private Given area(Optional<TradeFacts> trade) {
            Optional<TradeFacts.AreaRange> range = trade.flatMap(TradeFacts::dieArea);
            Interval bounds = range.map(area -> new Interval(
                            area.lowSquareMeters().orElse(0),
                            area.highSquareMeters().orElse(Double.POSITIVE_INFINITY)))
                    .orElse(Interval.UNKNOWN);
            String field = chip.dieSquareMeters().isPresent() ? "die_area" : "trade.die_area_range";
            return exactOr(chip.dieSquareMeters(), bounds, "its die area is not published", source(field));
        }

        private Optional<Source> source(String field) {
            return sources.flatMap(known -> known.of(field));
        }

        private static Truth truth(Optional<Boolean> said) {
            return said.map(Truth::of).orElse(Truth.UNKNOWN);
        }
    }
}
