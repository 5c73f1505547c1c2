package org.chokepoint.controls;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Supplier;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Days as ISO 8601 writes them, so that later ones compare as larger. */
public final class Day {
    private Day() {}

    /**
     * Refuses what is no day.
     *
     * @return the day
     */
    public static String check(String written, Location at) {
        return check(written, () -> at);
    }

    /** The same, where the place is looked for only if it is no day. */
    static String check(String written, Supplier<Location> at) {
        try {
            if (written.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(written).toString();
            }
        } catch (DateTimeException e) {
            throw new Fault(at.get(), "'" + written + "' is no day of the calendar.", "a digit is a slip.");
        }
        throw new Fault(at.get(), "'" + written + "' is no day.", "write it like 2023-11-17.");
    }

    /** The day before. */
    public static String before(String day) {
        return LocalDate.parse(day).minusDays(1).toString();
    }

    /** The day after. */
    public static String after(String day) {
        return LocalDate.parse(day).plusDays(1).toString();
    }
}
