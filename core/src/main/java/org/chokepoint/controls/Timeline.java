package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.chokepoint.catalog.Catalog;

/** The four answers from boundary to boundary. */
public final class Timeline {
    /**
     * Days between which nothing changes.
     *
     * @param period the days
     * @param codified demand of what stands in the regulations
     * @param enforced demand of what is enforced
     * @param importing demand of the importing side
     * @param practice reports
     */
    public record Stretch(
            Period period, Standing codified, Standing enforced, Standing importing, List<Practice> practice) {
        /** Nothing is demanded and nothing reported. */
        boolean empty() {
            return practice.isEmpty()
                    && List.of(codified, enforced, importing).stream()
                            .allMatch(standing -> standing.policy().equals(Optional.of(Policy.NO_LICENCE)));
        }

        boolean same(Stretch other) {
            return codified.same(other.codified)
                    && enforced.same(other.enforced)
                    && importing.same(other.importing)
                    && practice.equals(other.practice);
        }
    }

    private Timeline() {}

    /** All stretches from the first demand or report on; the last has no end. */
    public static List<Stretch> of(Catalog catalog, Rulebook book, Item item, Transaction deal) {
        List<Practice> reports = Practice.read(catalog);
        Classification.Four four = new Classification.Four(book, item, Jurisdiction.of(catalog, item, deal));
        List<Stretch> found = new ArrayList<>();
        List<String> days = new ArrayList<>(boundaries(book, reports, item));
        for (int i = 0; i < days.size(); i++) {
            Transaction then = deal.on(days.get(i));
            Optional<String> until = i + 1 < days.size() ? Optional.of(Day.before(days.get(i + 1))) : Optional.empty();
            Stretch next = new Stretch(
                    new Period(days.get(i), until),
                    four.codified(then),
                    four.enforced(then),
                    four.importing(then),
                    reports.stream()
                            .filter(report -> report.tells(item.id(), then))
                            .toList());
            int last = found.size() - 1;
            if (last >= 0 && found.get(last).same(next)) {
                Stretch before = found.remove(last);
                next = new Stretch(
                        new Period(before.period().from(), until),
                        next.codified(),
                        next.enforced(),
                        next.importing(),
                        next.practice());
            }
            found.add(next);
        }
        if (found.size() > 1 && found.get(0).empty()) {
            found.remove(0);
        }
        return found;
    }

    private static TreeSet<String> boundaries(Rulebook book, List<Practice> reports, Item item) {
        TreeSet<String> days = new TreeSet<>();
        for (CheckedRule rule : book.rules()) {
            rule.rule().codified().forEach(period -> add(period, days));
            rule.rule().enforced().forEach(period -> add(period, days));
        }
        book.destinations()
                .groups()
                .forEach(group -> group.value().changes().forEach(change -> {
                    change.from().ifPresent(days::add);
                    change.until().map(Day::after).ifPresent(days::add);
                }));
        reports.stream()
                .filter(report -> report.items().contains(item.id()))
                .forEach(report -> add(report.period(), days));
        return days;
    }

    private static void add(Period period, TreeSet<String> days) {
        days.add(period.from());
        period.until().map(Day::after).ifPresent(days::add);
    }
}
