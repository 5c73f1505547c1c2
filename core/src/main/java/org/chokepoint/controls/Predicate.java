package org.chokepoint.controls;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A condition of a rule. Nothing in it executes: it is read, explained and evaluated. */
public sealed interface Predicate
        permits Predicate.All,
                Predicate.Any,
                Predicate.Not,
                Predicate.Comparison,
                Predicate.Holds,
                Predicate.Named,
                Predicate.Always {
    /**
     * Every part holds.
     *
     * @param of parts
     */
    record All(List<Predicate> of) implements Predicate {
        public All {
            of = parts(of);
        }
    }

    /**
     * At least one part holds.
     *
     * @param of parts
     */
    record Any(List<Predicate> of) implements Predicate {
        public Any {
            of = parts(of);
        }
    }

    /**
     * A part does not hold.
     *
     * @param of the part
     */
    record Not(Predicate of) implements Predicate {}

    /**
     * A sum of quantities against a threshold. Where a quantity has no meaning for an item (the density of a chip without non-planar dies,
     * TPP of a memory package) it does not hold.
     *
     * @param sum coefficients by quantity
     * @param is how it is compared
     * @param threshold name of one of the rule's thresholds
     */
    record Comparison(Map<Measure, Double> sum, Relation is, String threshold) implements Predicate {
        public Comparison {
            if (sum.isEmpty() || sum.values().stream().anyMatch(factor -> !(factor > 0))) {
                throw new IllegalArgumentException("a comparison needs a sum of quantities with factors above zero.");
            }
            if (sum.keySet().stream().map(Measure::dimension).distinct().count() > 1) {
                throw new IllegalArgumentException("a sum needs quantities of one dimension.");
            }
            sum = Collections.unmodifiableMap(new LinkedHashMap<>(sum));
        }
    }

    /**
     * A fact holds.
     *
     * @param fact the fact
     */
    record Holds(Fact fact) implements Predicate {}

    /**
     * The item is one that the text names.
     *
     * @param items catalog ids
     */
    record Named(List<String> items) implements Predicate {
        public Named {
            items = List.copyOf(items);
        }
    }

    /** Holds of every item. */
    record Always() implements Predicate {}

    private static List<Predicate> parts(List<Predicate> of) {
        if (of.isEmpty()) {
            throw new IllegalArgumentException("'of' needs at least one condition.");
        }
        return List.copyOf(of);
    }
}
