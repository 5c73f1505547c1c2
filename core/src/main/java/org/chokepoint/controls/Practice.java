package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Source;

/**
 * What was reported to happen with a chip, whatever the rules say.
 *
 * @param items catalog ids
 * @param destination country, ISO 3166-1 alpha-2
 * @param period when
 * @param status how it went
 * @param what what was reported, a sentence
 * @param source who says so
 */
public record Practice(
        List<String> items, String destination, Period period, Status status, String what, Source source) {
    /** Table of reports in the catalog. */
    public static final String FILE = "licensing-practice.csv";

    private static final List<String> COLUMNS =
            List.of("items", "to", "from", "until", "status", "what", "source", "url", "date", "grade");

    /** How it went. */
    public enum Status {
        /** Sold without a licence. */
        SOLD,
        /** Licences were given, and goods went. */
        LICENSED,
        /** Licences were given or promised, and next to nothing went. */
        STALLED,
        /** Not sold. */
        NOT_SOLD;

        /** Key in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether it goes with a demand. */
        boolean fits(Policy policy) {
            return policy.stops() ? this != SOLD : this == SOLD || policy != Policy.NO_LICENCE;
        }
    }

    public Practice {
        items = List.copyOf(items);
    }

    /** All reports. */
    public static List<Practice> read(Catalog catalog) {
        Csv table = Csv.read(catalog.shown(FILE), catalog.table(FILE));
        table.require(COLUMNS);
        List<Practice> reports = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            Location at = row.at();
            String from = Day.check(row.text("from"), at);
            Optional<String> until = row.said("until").map(day -> Day.check(day, at));
            Source source = new Source(
                    row.text("source"),
                    row.text("url"),
                    row.text("date"),
                    word(Grade.class, Grade.values(), row, "grade"));
            reports.add(new Practice(
                    List.of(row.text("items").split(";", -1)),
                    row.text("to"),
                    new Period(from, until),
                    word(Status.class, Status.values(), row, "status"),
                    row.text("what"),
                    source));
        }
        return reports;
    }

    private static <E extends Enum<E>> E word(Class<E> type, E[] all, Csv.Row row, String column) {
        String wanted = row.text(column).toUpperCase(Locale.ROOT).replace('-', '_');
        for (E each : all) {
            if (each.name().equals(wanted)) {
                return each;
            }
        }
        Fault fault = row.fault(column, "a word of " + type.getSimpleName(), "one of: " + List.of(all) + ".");
        throw fault;
    }

    /** Whether it tells of an item on a day. */
    boolean tells(String item, Transaction deal) {
        return items.contains(item) && destination.equals(deal.destination()) && period.contains(deal.date());
    }
}
