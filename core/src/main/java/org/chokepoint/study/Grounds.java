package org.chokepoint.study;

import java.util.List;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Facts;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Grade;

/**
 * What catalog records that an answer used add up to.
 *
 * @param weakest weakest grade among their values
 * @param because which value has it
 * @param date latest date of their sources
 * @param digest of all of them
 */
record Grounds(Grade weakest, String because, String date, String digest) {
    static Grounds of(List<Evidence.Used> records) {
        Grade weakest = Grade.PRIMARY;
        String because = "every value";
        String date = "";
        StringBuilder digests = new StringBuilder();
        for (Evidence.Used used : records) {
            digests.append(used.digest());
            for (Evidence.Value value : used.values()) {
                Grade grade = value.source().grade();
                boolean counts = !Facts.onlyNames(Kinds.type(used.kind()), value.field());
                if (counts && grade.compareTo(weakest) > 0) {
                    weakest = grade;
                    because = used.kind() + " " + used.id() + ", " + value.field();
                }
                date = latest(date, value.source().date());
            }
        }
        return new Grounds(
                weakest, because, date, Catalog.digest(digests.toString()).substring(0, 12));
    }

    /** The evidence of an answer that stands on some records. */
    static Evidence evidence(
            List<Evidence.Used> records, String measured, boolean validated, String command, List<String> notes) {
        Grounds g = of(records);
        return new Evidence(g.weakest, g.because, measured, validated, g.date, g.digest, command, notes, records);
    }

    private static String latest(String one, String other) {
        return other.compareTo(one) > 0 && other.matches("\\d{4}(-\\d{2}){0,2}") ? other : one;
    }
}
