package org.chokepoint.controls;

import java.util.List;
import java.util.Optional;

/**
 * What a review policy says of an item by its numbers, whatever else it asks.
 */
public enum Review {
    /** What the other rule does not catch needs no review. */
    NOT_APPLICABLE,
    /** Numbers and facts are met. */
    CASE_BY_CASE,
    /** Numbers are met, a fact is not. */
    NUMBERS_ONLY,
    /** A number is not met. */
    DENIAL,
    /** Depends on what is not known. */
    UNKNOWN;

    /**
     * Holds a review against the rule whose policy it replaces.
     *
     * @param review a rule of the layer {@code review}
     * @param reviewed the rule
     */
    public static Review of(
            CheckedRule review, CheckedRule reviewed, Item item, Transaction deal, Destinations destinations) {
        List<Review> all = World.of(item, List.of(review, reviewed)).stream()
                .map(world -> settled(review, reviewed, world.item(), deal, destinations))
                .distinct()
                .toList();
        return all.size() == 1 ? all.get(0) : UNKNOWN;
    }

    private static Review settled(
            CheckedRule review, CheckedRule reviewed, Item item, Transaction deal, Destinations destinations) {
        Optional<String> caught =
                Decision.of(reviewed, item, deal, destinations).paragraph();
        if (caught.isEmpty()) {
            return NOT_APPLICABLE;
        }
        if (Decision.of(review, item, deal, destinations).outcome().isPresent()) {
            return CASE_BY_CASE;
        }
        Item admitted = item;
        for (Fact fact : CheckedRule.facts(review.rule())) {
            admitted = admitted.with(fact, true);
        }
        return Decision.of(review, admitted, deal, destinations).outcome().isPresent() ? NUMBERS_ONLY : DENIAL;
    }
}
