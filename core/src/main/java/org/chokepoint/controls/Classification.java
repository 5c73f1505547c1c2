package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chokepoint.catalog.Catalog;

/**
 * All that is said of an item in a transaction: what stands in the regulations, what is enforced, what happens, and what the importing
 * side says, side by side.
 *
 * @param item the item
 * @param deal the transaction
 * @param jurisdiction whether the regulations reach it
 * @param codified demand of what stands in the regulations
 * @param enforced demand of what is enforced
 * @param importing demand of the importing side
 * @param practice reports of that day
 * @param verdicts every rule, those in force first, newest first
 */
public record Classification(
        Item item,
        Transaction deal,
        Jurisdiction jurisdiction,
        Standing codified,
        Standing enforced,
        Standing importing,
        List<Practice> practice,
        List<RuleVerdict> verdicts) {

    /** Classifies an item. */
    public static Classification of(Catalog catalog, Rulebook book, Item item, Transaction deal) {
        Jurisdiction jurisdiction = Jurisdiction.of(catalog, item, deal);
        Four four = new Four(book, item, jurisdiction);
        List<RuleVerdict> verdicts = new ArrayList<>();
        for (CheckedRule rule : ordered(book, deal.date())) {
            verdicts.add(RuleVerdict.of(rule, item, deal, book.destinations()));
        }
        List<Practice> practice = Practice.read(catalog).stream()
                .filter(report -> report.tells(item.id(), deal))
                .toList();
        return new Classification(
                item,
                deal,
                jurisdiction,
                four.codified(deal),
                four.enforced(deal),
                four.importing(deal),
                practice,
                verdicts);
    }

    /**
     * Demands of kinds of rules, day by day.
     *
     * @param book all rules
     * @param item the item
     * @param jurisdiction whether US rules reach it
     */
    record Four(Rulebook book, Item item, Jurisdiction jurisdiction) {
        Standing codified(Transaction deal) {
            return standing(deal, rule -> of(rule, Rule.Authority.US) && rule.codifiedOn(deal.date()));
        }

        Standing enforced(Transaction deal) {
            return standing(deal, rule -> of(rule, Rule.Authority.US) && rule.enforcedOn(deal.date()));
        }

        Standing importing(Transaction deal) {
            return Standing.of(
                    book.rules(),
                    rule -> of(rule, Rule.Authority.CHINA) && rule.enforcedOn(deal.date()),
                    item,
                    deal,
                    book.destinations());
        }

        private Standing standing(Transaction deal, Predicate<CheckedRule> inForce) {
            return jurisdiction.subject() == Truth.NO
                    ? Standing.none()
                    : Standing.of(book.rules(), inForce, item, deal, book.destinations());
        }

        private static boolean of(CheckedRule rule, Rule.Authority authority) {
            return rule.rule().authority() == authority;
        }
    }

    private static List<CheckedRule> ordered(Rulebook book, String day) {
        Comparator<CheckedRule> force = Comparator.comparingInt(rule -> rank(rule, day));
        Comparator<CheckedRule> newest =
                Comparator.comparing(rule -> rule.rule().effective().orElse(""));
        return book.rules().stream()
                .sorted(force.thenComparing(newest.reversed()))
                .toList();
    }

    /** In force, in force on paper, passed or to come, proposed. */
    private static int rank(CheckedRule rule, String day) {
        if (rule.enforcedOn(day)) {
            return rule.rule().layer() == Rule.Layer.CONTROL ? 0 : 1;
        }
        return rule.codifiedOn(day) ? 2 : rule.rule().status() == Rule.Status.PROPOSED ? 4 : 3;
    }

    /** Where answers disagree, in sentences. */
    public List<String> differences() {
        List<String> found = new ArrayList<>();
        if (!codified.policy().equals(enforced.policy())) {
            found.add("What stands in the regulations is not what is enforced: " + words(codified) + " against "
                    + words(enforced) + ".");
        }
        for (Practice report : practice) {
            boolean fits = enforced.policy().map(report.status()::fits).orElse(true);
            if (!fits) {
                found.add("What is reported is not what the rules enforced say (" + words(enforced) + "): "
                        + report.what());
            }
        }
        boolean exportable = enforced.policy().map(policy -> !policy.stops()).orElse(false);
        if (exportable && importing.policy().map(Policy::stops).orElse(false)) {
            found.add("The exporting side lets it go, the importing side does not.");
        }
        return found;
    }

    static String words(Standing standing) {
        return standing.policy().map(Policy::words).orElse("depends on what is not known");
    }

    /** The verdict of a rule. */
    public Optional<RuleVerdict> verdict(String rule) {
        return verdicts.stream()
                .filter(each -> each.rule().rule().id().equals(rule))
                .findFirst();
    }
}
