package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.evidence.Grade;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.evidence.Source;

/**
 * How much a rule lets go.
 *
 * @param rule id of the rule
 * @param basis what it is measured by
 * @param value share of shipments, or TPP
 * @param per for what each
 * @param paragraph where it stands
 * @param what in words
 * @param source where it comes from
 */
public record VolumeCondition(
        String rule, Basis basis, double value, String per, String paragraph, String what, Source source) {
    /** Table of conditions. */
    public static final String FILE = "volume-conditions.csv";

    private static final List<String> COLUMNS =
            List.of("rule", "basis", "value", "per", "paragraph", "what", "source", "url", "date", "grade");

    /** What a quantity is measured by. */
    public enum Basis {
        /** A share of what is shipped of the product within the United States. */
        US_SHIPMENTS,
        /** Processing performance in all. */
        TPP
    }

    /** Chips that it lets go. */
    public double chips(double chipTpp, double usShipments) {
        return Math.floor(basis == Basis.TPP ? value / chipTpp : value * usShipments);
    }

    /** The conditions of a rule. */
    public static List<VolumeCondition> of(Catalog catalog, String rule) {
        Csv table = Csv.read(catalog.shown(FILE), catalog.table(FILE));
        table.require(COLUMNS);
        List<VolumeCondition> found = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            if (row.text("rule").equals(rule)) {
                found.add(new VolumeCondition(
                        rule,
                        Words.of(Basis.values(), row, "basis"),
                        row.number("value").orElseThrow(() -> row.fault("value", "a number", "it is missing.")),
                        row.text("per"),
                        row.text("paragraph"),
                        row.text("what"),
                        Words.source(row)));
            }
        }
        return found;
    }

    /** Words of closed sets in tables. */
    static final class Words {
        private Words() {}

        static Source source(Csv.Row row) {
            Grade grade = of(Grade.values(), row, "grade");
            return new Source(row.text("source"), row.text("url"), row.text("date"), grade);
        }

        static <E extends Enum<E>> E of(E[] all, Csv.Row row, String column) {
            List<String> words = new ArrayList<>();
            for (E each : all) {
                String word = RecordReader.word(each.name());
                words.add(word);
                if (word.equals(row.text(column))) {
                    return each;
                }
            }
            throw row.fault(column, "one of " + String.join(", ", words), Nearest.remedy(row.text(column), words));
        }
    }
}
