package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.chokepoint.catalog.Entry;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;

/**
 * A rule whose thresholds, days and destinations were read.
 *
 * @param entry its record
 * @param thresholds lines by name
 */
public record CheckedRule(Entry<Rule> entry, Map<String, Threshold> thresholds) {
    /**
     * Checks a rule.
     *
     * @throws Fault at the first thing in it that has no meaning
     */
    public static CheckedRule of(Entry<Rule> entry, Destinations destinations) {
        Rule rule = entry.value();
        days(entry);
        for (Rule.Outcome outcome : rule.outcomes()) {
            for (String paragraph : outcome.paragraphs()) {
                List<String> ids =
                        rule.paragraphs().stream().map(Rule.Paragraph::id).toList();
                if (ids.stream().noneMatch(id -> id.startsWith(paragraph))) {
                    throw new Fault(
                            place(entry.tree(), "paragraphs", paragraph),
                            "an outcome names the paragraph '" + paragraph + "', which the rule lacks.",
                            Nearest.remedy(paragraph, ids));
                }
            }
            check(entry, "to", outcome.to(), destinations);
            check(entry, "not_to", outcome.notTo(), destinations);
            check(entry, "headquarters", outcome.headquarters(), destinations);
        }
        return new CheckedRule(entry, thresholds(entry));
    }

    private static void days(Entry<Rule> entry) {
        Rule rule = entry.value();
        if (!rule.published().isEmpty()) {
            Day.check(rule.published(), () -> place(entry.tree(), "published", rule.published()));
        }
        rule.effective().ifPresent(day -> Day.check(day, () -> place(entry.tree(), "effective", day)));
        rule.compliance().ifPresent(day -> Day.check(day, () -> place(entry.tree(), "compliance", day)));
        List<Period> periods = new ArrayList<>(rule.codified());
        periods.addAll(rule.enforced());
        for (Period period : periods) {
            Day.check(period.from(), () -> place(entry.tree(), "from", period.from()));
            period.until().ifPresent(day -> {
                Supplier<Location> at = () -> place(entry.tree(), "until", day);
                Day.check(day, at);
                if (day.compareTo(period.from()) < 0) {
                    throw new Fault(
                            at.get(),
                            "the period ends on " + day + ", before it begins.",
                            "from and until are swapped.");
                }
            });
        }
    }

    private static void check(Entry<Rule> entry, String key, List<String> words, Destinations destinations) {
        for (String word : words) {
            if (!destinations.knows(word)) {
                throw new Fault(
                        place(entry.tree(), key, word),
                        "'" + word + "' is neither a country group nor a country.",
                        Nearest.remedy(word, destinations.words()));
            }
        }
    }

    private static Map<String, Threshold> thresholds(Entry<Rule> entry) {
        Map<String, Dimension> used = new LinkedHashMap<>();
        for (Predicate.Comparison comparison : comparisons(entry.value())) {
            Dimension dimension = comparison.sum().keySet().iterator().next().dimension();
            Dimension other = used.put(comparison.threshold(), dimension);
            if (other != null && other != dimension) {
                throw new Fault(
                        place(entry.tree(), "threshold", comparison.threshold()),
                        "the threshold '" + comparison.threshold() + "' is compared with quantities of two dimensions.",
                        "two thresholds are meant.");
            }
        }
        Map<String, Threshold> read = new LinkedHashMap<>();
        entry.value().thresholds().forEach((name, tree) -> {
            if (!used.containsKey(name)) {
                throw new Fault(
                        tree.at(),
                        "the threshold '" + name + "' is compared with nothing.",
                        Nearest.remedy(name, used.keySet()));
            }
            double value = Quantity.positive(tree.text(), used.get(name), name, tree.at());
            read.put(name, new Threshold(name, value, tree.text()));
        });
        for (String name : used.keySet()) {
            if (!read.containsKey(name)) {
                throw new Fault(
                        place(entry.tree(), "threshold", name),
                        "there is no threshold '" + name + "'.",
                        Nearest.remedy(name, read.keySet()));
            }
        }
        return Collections.unmodifiableMap(read);
    }

    /** All comparisons of a rule. */
    static List<Predicate.Comparison> comparisons(Rule rule) {
        return comparisons(leaves(rule));
    }

    /** All comparisons of a condition. */
    static List<Predicate.Comparison> comparisons(Predicate when) {
        List<Predicate> found = new ArrayList<>();
        collect(when, found);
        return comparisons(found);
    }

    private static List<Predicate.Comparison> comparisons(List<Predicate> leaves) {
        return leaves.stream()
                .filter(Predicate.Comparison.class::isInstance)
                .map(Predicate.Comparison.class::cast)
                .toList();
    }

    /** All facts that a rule asks for. */
    static List<Fact> facts(Rule rule) {
        return leaves(rule).stream()
                .filter(Predicate.Holds.class::isInstance)
                .map(leaf -> ((Predicate.Holds) leaf).fact())
                .toList();
    }

    private static List<Predicate> leaves(Rule rule) {
        List<Predicate> found = new ArrayList<>();
        rule.exclusions().forEach(exclusion -> collect(exclusion.when(), found));
        rule.paragraphs().forEach(paragraph -> collect(paragraph.when(), found));
        rule.outcomes().forEach(outcome -> outcome.item().ifPresent(item -> collect(item, found)));
        return found;
    }

    private static void collect(Predicate predicate, List<Predicate> into) {
        if (predicate instanceof Predicate.All all) {
            all.of().forEach(part -> collect(part, into));
        } else if (predicate instanceof Predicate.Any any) {
            any.of().forEach(part -> collect(part, into));
        } else if (predicate instanceof Predicate.Not not) {
            collect(not.of(), into);
        } else {
            into.add(predicate);
        }
    }

    /** Where a value of a key stands, at any depth; the whole where it is not found. */
    static Location place(Tree tree, String key, String value) {
        return search(tree, "", key, value).orElse(tree.at());
    }

    private static Optional<Location> search(Tree tree, String under, String key, String value) {
        switch (tree.kind()) {
            case MAPPING:
                return tree.entries().entrySet().stream()
                        .map(entry -> search(entry.getValue(), entry.getKey(), key, value))
                        .flatMap(Optional::stream)
                        .findFirst();
            case LIST:
                return tree.items().stream()
                        .map(item -> search(item, under, key, value))
                        .flatMap(Optional::stream)
                        .findFirst();
            case TEXT:
                return under.equals(key) && tree.text().equals(value) ? Optional.of(tree.at()) : Optional.empty();
            default:
                return Optional.empty();
        }
    }

    /** The rule. */
    public Rule rule() {
        return entry.value();
    }

    /** How it stands on a day: enforced, codified, past, future or proposed. */
    public String forceOn(String day) {
        if (enforcedOn(day)) {
            return "enforced";
        }
        if (codifiedOn(day)) {
            return "codified";
        }
        if (rule().status() == Rule.Status.PROPOSED) {
            return "proposed";
        }
        return rule().effective().map(first -> first.compareTo(day) > 0).orElse(false) ? "future" : "past";
    }

    boolean codifiedOn(String day) {
        return rule().codified().stream().anyMatch(period -> period.contains(day));
    }

    public boolean enforcedOn(String day) {
        return rule().enforced().stream().anyMatch(period -> period.contains(day));
    }
}
