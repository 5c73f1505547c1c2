package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Entry;
import org.chokepoint.economics.PriceBook;
import org.chokepoint.economics.Rent;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Source;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;

/** The price of a chip-hour: what the question gives, else what the published run reckons with, else what was paid of late. */
final class RentLookup {
    private final Catalog catalog;
    private final List<String> notes;
    private final List<Evidence.Used> used;

    /**
     * @param notes hears where the price comes from
     * @param used hears of the record
     */
    RentLookup(Catalog catalog, List<String> notes, List<Evidence.Used> used) {
        this.catalog = catalog;
        this.notes = notes;
        this.used = used;
    }

    /**
     * The price.
     *
     * @param asked as the question gives it
     * @param run published run whose own price counts, if one does
     * @param own that price
     * @return not a number if none is known
     */
    double usdPerHour(Optional<String> asked, Optional<? extends Entry<?>> run, OptionalDouble own, Accelerator chip) {
        if (asked.isPresent()) {
            Location at = Location.of("--rent");
            double given = Quantity.positive(asked.get(), Dimension.HOURLY_PRICE, "the rent", at);
            return used(chip, given, new Source("given with the question", "--rent", "", Grade.PRIMARY));
        }
        if (run.isPresent() && own.isPresent()) {
            return used(
                    chip, own.getAsDouble(), run.get().provenance().of("rent").orElseThrow());
        }
        PriceBook book = PriceBook.read(catalog.shown(PriceBook.FILE), catalog.table(PriceBook.FILE));
        Optional<Rent> typical = book.typical(chip.id());
        if (typical.isEmpty()) {
            notes.add("no dated rent of " + chip.id() + " is known, so there are no dollars; --rent gives one");
            return Double.NaN;
        }
        notes.add("rent: the median of the last year with prices, "
                + typical.get().provider() + " on " + typical.get().date());
        return used(chip, typical.get().usdPerHour(), typical.get().source());
    }

    private double used(Accelerator chip, double usdPerHour, Source source) {
        used.add(Using.rent(chip.id(), usdPerHour, source));
        return usdPerHour;
    }
}
