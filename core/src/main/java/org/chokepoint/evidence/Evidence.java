package org.chokepoint.evidence;

import java.util.List;

/**
 * What an answer rests on.
 *
 * @param weakestGrade weakest grade among the values used
 * @param weakestBecause which value has it
 * @param nearestMeasured the measured case most like this one and our error there
 * @param validated whether the question lies inside the range of measured cases
 * @param dataDate latest date of the sources used
 * @param catalogDigest digest of the catalog records used, 12 hexadecimal digits
 * @param command command that repeats the answer
 * @param notes what was read into the question or departed from it
 * @param records catalog records used
 */
public record Evidence(
        Grade weakestGrade,
        String weakestBecause,
        String nearestMeasured,
        boolean validated,
        String dataDate,
        String catalogDigest,
        String command,
        List<String> notes,
        List<Used> records) {
    public Evidence {
        notes = List.copyOf(notes);
        records = List.copyOf(records);
    }

    /**
     * A catalog record that was used.
     *
     * @param kind kind of record
     * @param id its id
     * @param digest first 12 hexadecimal digits of the SHA-256 of its file
     * @param values values read from it, each with its source
     */
    public record Used(String kind, String id, String digest, List<Value> values) {
        public Used {
            values = List.copyOf(values);
        }
    }

    /**
     * A value and its source.
     *
     * @param field key in the record's file
     * @param value as written there
     * @param source where it comes from
     */
    public record Value(String field, String value, Source source) {}
}
