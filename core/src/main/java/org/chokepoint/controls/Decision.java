package org.chokepoint.controls;

import java.util.List;
import java.util.Optional;

/**
 * What a rule says of an item of which all is known, in a transaction.
 *
 * @param paragraph paragraph that catches it; empty where none does or it is excluded
 * @param exclusion what excludes it, although a paragraph would catch it
 * @param outcome what follows; empty where nothing does
 */
record Decision(Optional<String> paragraph, Optional<String> exclusion, Optional<Rule.Outcome> outcome) {
    Policy policy() {
        return outcome.map(Rule.Outcome::policy).orElse(Policy.NO_LICENCE);
    }

    /** Paragraph, or why there is none. */
    String paragraphText() {
        return paragraph.orElse(exclusion.map(by -> "none (" + by + ")").orElse("none"));
    }

    boolean same(Decision other) {
        return paragraphText().equals(other.paragraphText()) && policy() == other.policy();
    }

    static Decision of(CheckedRule rule, Item item, Transaction transaction, Destinations destinations) {
        Evaluation evaluation = new Evaluation(rule, item);
        Optional<Rule.Paragraph> caught = first(evaluation, rule.rule().paragraphs());
        Optional<String> paragraph = caught.map(Rule.Paragraph::id);
        Optional<String> exclusion = first(evaluation, rule.rule().exclusions()).map(Rule.Paragraph::id);
        if (paragraph.isEmpty() || exclusion.isPresent()) {
            return new Decision(Optional.empty(), paragraph.isEmpty() ? Optional.empty() : exclusion, Optional.empty());
        }
        Optional<Rule.Outcome> outcome = rule.rule().outcomes().stream()
                .filter(row ->
                        row.paragraphs().isEmpty() || row.paragraphs().stream().anyMatch(paragraph.get()::startsWith))
                .filter(row ->
                        row.item().map(is -> evaluation.truth(is) == Truth.YES).orElse(true))
                .filter(row -> fits(row, transaction, destinations))
                .findFirst();
        // what asks only for parties and uses catches no item by itself
        boolean party = outcome.isEmpty() && caught.get().when() instanceof Predicate.Always;
        return new Decision(party ? Optional.empty() : paragraph, exclusion, outcome);
    }

    private static Optional<Rule.Paragraph> first(Evaluation evaluation, List<Rule.Paragraph> paragraphs) {
        return paragraphs.stream()
                .filter(paragraph -> evaluation.truth(paragraph.when()) == Truth.YES)
                .findFirst();
    }

    private static boolean fits(Rule.Outcome row, Transaction deal, Destinations destinations) {
        String day = deal.date();
        return (row.channels().isEmpty()
                        ? deal.channel().moves()
                        : row.channels().contains(deal.channel()))
                && (row.to().isEmpty()
                        || destinations.in(row.to(), deal.destination(), day).isPresent())
                && destinations.in(row.notTo(), deal.destination(), day).isEmpty()
                && (row.headquarters().isEmpty()
                        || destinations
                                .in(row.headquarters(), deal.headquarters(), day)
                                .isPresent())
                && row.listed().map(listed -> listed == deal.listed()).orElse(true)
                && (row.endUses().isEmpty() || row.endUses().contains(deal.endUse()));
    }
}
