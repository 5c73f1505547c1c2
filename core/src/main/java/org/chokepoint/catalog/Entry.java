package org.chokepoint.catalog;

import java.util.List;
import org.chokepoint.evidence.Source;

/**
 * A catalog record with where it comes from.
 *
 * @param kind kind of record
 * @param id name that is unique within the kind
 * @param aliases other names
 * @param value the record
 * @param provenance sources by field
 * @param disputed values of other sources that disagree, which stay beside ours
 * @param notes remarks for people
 * @param tree the file as written
 * @param digest SHA-256 of the file, in hexadecimal
 */
public record Entry<R>(
        Kind<R> kind,
        String id,
        List<String> aliases,
        R value,
        Provenance provenance,
        List<Disputed> disputed,
        String notes,
        Tree tree,
        String digest) {
    /**
     * A value that another source gives.
     *
     * @param field field in dispute
     * @param value what the other source says
     * @param source the other source
     */
    public record Disputed(String field, String value, Source source) {}
}
