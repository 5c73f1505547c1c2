package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be moved: a chip, a memory package or weights. A property that it lacks is none of its kind, so measures that need it have
 * no meaning; one that is not known has an {@link Interval}.
 *
 * @param id catalog id
 * @param name full name
 * @param properties what is known
 * @param facts what holds; {@code UNKNOWN} where nobody says
 * @param origin where it comes from
 */
public record Item(String id, String name, Map<Property, Given> properties, Map<Fact, Truth> facts, Origin origin) {
    /**
     * Where an item comes from, as far as jurisdiction asks.
     *
     * @param headquarters country of its maker's headquarters
     * @param foundry who makes its logic dies
     */
    public record Origin(Optional<String> headquarters, Optional<String> foundry) {
        /** Nothing is known of it. */
        public static final Origin UNKNOWN = new Origin(Optional.empty(), Optional.empty());
    }

    public Item {
        Map<Property, Given> sorted = new EnumMap<>(Property.class);
        sorted.putAll(properties);
        properties = Collections.unmodifiableMap(sorted);
        Map<Fact, Truth> held = new EnumMap<>(Fact.class);
        held.putAll(facts);
        facts = Collections.unmodifiableMap(held);
    }

    /** Within what a measure lies; empty where it has no meaning for the item. */
    public Optional<Interval> measure(Measure measure) {
        switch (measure) {
            case TPP:
                return value(Property.TPP);
            case PERFORMANCE_DENSITY:
                // without a non-planar die the density is undefined
                return quotient(Property.TPP, Property.DIE_AREA);
            case IO:
                return value(Property.LINKS)
                        .flatMap(links -> value(Property.PCIE).map(links::plus));
            case LINKS:
                return value(Property.LINKS);
            case DRAM_BANDWIDTH:
                return value(Property.DRAM_BANDWIDTH);
            case BANDWIDTH_DENSITY:
                return quotient(Property.STACK_BANDWIDTH, Property.STACK_AREA);
            default:
                return value(Property.OPERATIONS);
        }
    }

    private Optional<Interval> quotient(Property dividend, Property divisor) {
        return value(divisor)
                .filter(area -> area.high() > 0)
                .flatMap(area -> value(dividend).map(whole -> whole.over(area)));
    }

    private Optional<Interval> value(Property property) {
        return Optional.ofNullable(properties.get(property)).map(Given::value);
    }

    /** Properties that a measure follows from. */
    static List<Property> inputs(Measure measure) {
        switch (measure) {
            case TPP:
                return List.of(Property.TPP);
            case PERFORMANCE_DENSITY:
                return List.of(Property.TPP, Property.DIE_AREA);
            case IO:
                return List.of(Property.LINKS, Property.PCIE);
            case LINKS:
                return List.of(Property.LINKS);
            case DRAM_BANDWIDTH:
                return List.of(Property.DRAM_BANDWIDTH);
            case BANDWIDTH_DENSITY:
                return List.of(Property.STACK_BANDWIDTH, Property.STACK_AREA);
            default:
                return List.of(Property.OPERATIONS);
        }
    }

    /** Whether a fact holds. */
    public Truth fact(Fact fact) {
        return facts.getOrDefault(fact, Truth.NO);
    }

    /** Properties that are known within bounds only. */
    public List<Property> open() {
        List<Property> open = new ArrayList<>();
        properties.forEach((property, given) -> {
            if (!given.value().isExact()) {
                open.add(property);
            }
        });
        return open;
    }

    /** The same item with a property at a value. */
    public Item with(Property property, double value) {
        Map<Property, Given> changed = new EnumMap<>(properties);
        Given old = properties.get(property);
        changed.put(property, new Given(Interval.of(value), "", old.source()));
        return new Item(id, name, changed, facts, origin);
    }

    /** The same item with a fact settled. */
    public Item with(Fact fact, boolean holds) {
        Map<Fact, Truth> changed = new EnumMap<>(Fact.class);
        changed.putAll(facts);
        changed.put(fact, Truth.of(holds));
        return new Item(id, name, properties, changed, origin);
    }
}
