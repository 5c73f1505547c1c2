package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.Entry;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;

/** All rules, in the order of their days, with the countries that they speak of. */
public final class Rulebook {
    /** Table of the days until which rules were looked for. */
    public static final String REVIEWS = "control-reviews.csv";

    private final List<CheckedRule> rules;
    private final Destinations destinations;
    private final List<Csv.Row> reviews;

    private Rulebook(List<CheckedRule> rules, Destinations destinations, List<Csv.Row> reviews) {
        this.rules = rules;
        this.destinations = destinations;
        this.reviews = reviews;
    }

    /**
     * Reads and checks all rules.
     *
     * @throws Fault if a rule has no meaning, or two of a series are in force at once
     */
    public static Rulebook read(Catalog catalog) {
        Destinations destinations = Destinations.read(catalog);
        List<CheckedRule> rules = new ArrayList<>();
        for (Entry<Rule> entry : catalog.all(Rule.KIND)) {
            rules.add(CheckedRule.of(entry, destinations));
        }
        rules.sort(Comparator.comparing(
                        (CheckedRule rule) -> rule.rule().effective().orElse("9999"))
                .thenComparing(rule -> rule.rule().id()));
        for (CheckedRule rule : rules) {
            successor(rule, rules);
            apart(rule, rules, "codified", Rule::codified);
            apart(rule, rules, "enforced", Rule::enforced);
        }
        Csv table = Csv.read(catalog.shown(REVIEWS), catalog.table(REVIEWS));
        table.require(List.of("authority", "until", "what", "url"));
        return new Rulebook(rules, destinations, table.rows());
    }

    private static void successor(CheckedRule rule, List<CheckedRule> all) {
        rule.rule().supersededBy().ifPresent(next -> {
            List<String> ids = all.stream().map(other -> other.rule().id()).toList();
            if (!ids.contains(next)) {
                throw new Fault(
                        rule.entry().tree().fields().at("superseded_by"),
                        "there is no rule '" + next + "'.",
                        Nearest.remedy(next, ids));
            }
        });
    }

    private static void apart(
            CheckedRule rule, List<CheckedRule> all, String key, Function<Rule, List<Period>> periods) {
        for (CheckedRule other : all) {
            boolean earlier = all.indexOf(other) < all.indexOf(rule);
            boolean same = other.rule().authority() == rule.rule().authority()
                    && other.rule().series().equals(rule.rule().series());
            if (earlier && same) {
                for (Period mine : periods.apply(rule.rule())) {
                    for (Period theirs : periods.apply(other.rule())) {
                        if (mine.overlaps(theirs)) {
                            overlap(rule, other, key, mine, theirs);
                        }
                    }
                }
            }
        }
    }

    private static void overlap(CheckedRule rule, CheckedRule other, String key, Period mine, Period theirs) {
        Location at = rule.entry().tree().fields().at(key);
        throw new Fault(
                at,
                key + " " + mine + " overlaps with " + other.rule().id() + " (" + theirs + "), which is of the series '"
                        + rule.rule().series() + "', too.",
                "end that one with until: " + Day.before(mine.from()) + ", or name another series.");
    }

    /** All rules by effective day; what is proposed comes last. */
    public List<CheckedRule> rules() {
        return List.copyOf(rules);
    }

    /** The rules of a series that are enforced on a day: at most one. */
    public Optional<CheckedRule> enforced(Rule.Authority authority, String series, String day) {
        return rules.stream()
                .filter(rule -> rule.rule().authority() == authority
                        && rule.rule().series().equals(series)
                        && rule.enforcedOn(day))
                .findFirst();
    }

    /** The rule that replaces the review policy of another on a day. */
    public Optional<CheckedRule> reviewing(CheckedRule reviewed, String day) {
        return rules.stream()
                .filter(rule ->
                        rule.rule().reviews().equals(Optional.of(reviewed.rule().series())) && rule.enforcedOn(day))
                .findFirst();
    }

    /** Countries and groups. */
    public Destinations destinations() {
        return destinations;
    }

    /** The last day until which the rules of all authorities were looked for. */
    public String reviewedUntil() {
        return reviews.stream()
                .map(row -> row.text("until"))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** A rule by id or alias. */
    public CheckedRule named(String name, Location at) {
        String wanted = Catalog.normal(name);
        for (CheckedRule rule : rules) {
            boolean alias = rule.entry().aliases().stream()
                    .anyMatch(other -> Catalog.normal(other).equals(wanted));
            if (rule.rule().id().equals(wanted) || alias) {
                return rule;
            }
        }
        List<String> ids = rules.stream().map(rule -> rule.rule().id()).toList();
        throw new Fault(at, "there is no rule '" + name + "'.", Nearest.remedy(wanted, ids));
    }
}
