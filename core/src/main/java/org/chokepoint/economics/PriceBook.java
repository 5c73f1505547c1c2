package org.chokepoint.economics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.evidence.Source;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;

/** Dated rents, as the catalog's {@code rents.csv} lists them. */
public final class PriceBook {
    /** Name of the table in the catalog. */
    public static final String FILE = "rents.csv";

    private static final List<String> COLUMNS =
            List.of("accelerator", "provider", "date", "usd_per_hour", "term", "source_title", "source_url", "grade");

    private static final List<String> GRADES = List.of("primary", "secondary", "derived", "estimate", "assumption");

    private final List<Rent> rents;

    private PriceBook(List<Rent> rents) {
        this.rents = List.copyOf(rents);
    }

    /**
     * Reads the table.
     *
     * @param file name for messages
     * @throws Fault at the first row that does not fit
     */
    public static PriceBook read(String file, String text) {
        Csv csv = Csv.read(file, text);
        csv.require(COLUMNS);
        List<Rent> rents = new ArrayList<>();
        csv.rows().forEach(row -> rents.add(rent(row)));
        return new PriceBook(rents);
    }

    private static Rent rent(Csv.Row row) {
        Location at = row.at();
        String grade = row.text("grade");
        if (!GRADES.contains(grade)) {
            throw new Fault(at, "grade '" + grade + "' is unknown.", Nearest.remedy(grade, GRADES));
        }
        String date = row.text("date");
        if (!date.matches("\\d{4}-\\d{2}-\\d{2}")) {
            throw new Fault(at, "date '" + date + "' must be a day like 2025-06-30.", "the month or day is missing.");
        }
        Source source = new Source(
                row.text("source_title"), row.text("source_url"), date, Grade.valueOf(grade.toUpperCase(Locale.ROOT)));
        double usd = Quantity.positive(row.text("usd_per_hour") + " USD/h", Dimension.HOURLY_PRICE, "usd_per_hour", at);
        return new Rent(row.text("accelerator"), row.text("provider"), date, usd, row.text("term"), source);
    }

    /** All rents of a chip by date. */
    public List<Rent> of(String accelerator) {
        return rents.stream()
                .filter(rent -> rent.accelerator().equals(accelerator))
                .sorted(Comparator.comparing(Rent::date))
                .toList();
    }

    /** All rents. */
    public List<Rent> all() {
        return rents;
    }

    /**
     * The rent to reckon with when none is given: the median of a chip's prices in the last year that has any.
     *
     * @return empty if no price of the chip is known
     */
    public Optional<Rent> typical(String accelerator) {
        List<Rent> known = of(accelerator);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String year = known.get(known.size() - 1).date().substring(0, 4);
        List<Rent> recent = known.stream()
                .filter(rent -> rent.date().startsWith(year))
                .sorted(Comparator.comparingDouble(Rent::usdPerHour))
                .toList();
        return Optional.of(recent.get((recent.size() - 1) / 2));
    }
}
