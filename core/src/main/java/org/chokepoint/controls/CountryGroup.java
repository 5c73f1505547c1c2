package org.chokepoint.controls;

import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;

/**
 * A country group of the regulations, with its members by day.
 *
 * @param id catalog id
 * @param name what it is called
 * @param members countries for as long as we look back, ISO 3166-1 alpha-2
 * @param changes countries that joined or left
 */
public record CountryGroup(String id, String name, List<String> members, List<Change> changes) {
    /** Catalog kind. */
    public static final Kind<CountryGroup> KIND = new Kind<>("country-group", "country-groups", CountryGroup.class);

    /**
     * A country that was or is a member for a time.
     *
     * @param country the country
     * @param from first day; absent: for as long as we look back
     * @param until last day; absent: still
     * @param text what changed it
     */
    public record Change(
            String country,
            Optional<String> from,
            Optional<String> until,
            @Field(otherwise = "") String text) {
        boolean holds(String day) {
            return from.map(first -> first.compareTo(day) <= 0).orElse(true)
                    && until.map(last -> day.compareTo(last) <= 0).orElse(true);
        }
    }

    /** Whether a country belongs to it on a day. */
    public boolean has(String country, String day) {
        return members.contains(country)
                || changes.stream().anyMatch(change -> change.country().equals(country) && change.holds(day));
    }
}
