package org.chokepoint.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chokepoint.catalog.Named;

/** What a search makes as small as it can. */
public enum Objective implements Named {
    /** Length of the run. */
    TIME,
    /** Dollars. */
    COST,
    /** Chips; of equal numbers, the shorter run. */
    GPUS,
    /** Energy at the meter. */
    ENERGY;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The objective of that name. */
    public static Optional<Objective> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Objective::word).toList();
    }
}
