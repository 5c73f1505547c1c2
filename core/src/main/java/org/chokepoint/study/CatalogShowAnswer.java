package org.chokepoint.study;

import java.util.List;
import org.chokepoint.evidence.Source;

/**
 * A catalog record.
 *
 * @param kind kind of record
 * @param id its id
 * @param name full name
 * @param aliases other names
 * @param values values as written, each with its source, and what follows from them
 * @param notes remarks
 * @param file where the record stands
 */
public record CatalogShowAnswer(
        String kind, String id, String name, List<String> aliases, List<Value> values, String notes, String file) {
    /**
     * A value.
     *
     * @param field key
     * @param value as written, or computed
     * @param origin "stated", "computed" or "disputed"
     * @param source where it comes from; for a computed value the formula as title and no address
     */
    public record Value(String field, String value, String origin, Source source) {}
}
