package org.chokepoint.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Source;

/**
 * Chips that came, or could come, by a channel in a period.
 *
 * @param channel how
 * @param item catalog id of the chip that they count as
 * @param part what of a chip is counted: logic, memory or packaging; empty: whole chips
 * @param period when
 * @param low at least, if anybody says
 * @param chips chips
 * @param high at most, if anybody says
 * @param what in words
 * @param source where it comes from
 */
public record Supply(
        Channel channel,
        String item,
        String part,
        Period period,
        OptionalDouble low,
        double chips,
        OptionalDouble high,
        String what,
        Source source) {
    /** Table of supply. */
    public static final String FILE = "supply.csv";

    private static final List<String> COLUMNS = List.of(
            "channel", "item", "part", "from", "until", "low", "chips", "high", "what", "source", "url", "date",
            "grade");

    /** How chips come. */
    public enum Channel {
        /** With leave of both sides, or where none is needed. */
        LEGAL,
        /** Without. */
        GREY,
        /** Made at home. */
        DOMESTIC,
        /** Abroad, used over a network. */
        CLOUD
    }

    /** All of it, as the table has it. */
    public static List<Supply> read(Catalog catalog) {
        Csv table = Csv.read(catalog.shown(FILE), catalog.table(FILE));
        table.require(COLUMNS);
        List<Supply> all = new ArrayList<>();
        for (Csv.Row row : table.rows()) {
            all.add(new Supply(
                    VolumeCondition.Words.of(Channel.values(), row, "channel"),
                    row.text("item"),
                    row.text("part"),
                    new Period(
                            Day.check(row.text("from"), row.at()),
                            row.said("until").map(day -> Day.check(day, row.at()))),
                    row.number("low"),
                    row.number("chips").orElseThrow(() -> row.fault("chips", "a number", "it is missing.")),
                    row.number("high"),
                    row.text("what"),
                    VolumeCondition.Words.source(row)));
        }
        return all;
    }

    /** Supply in which parts of one chip and period are one row: that of the scarcest. */
    public static List<Supply> scarcest(List<Supply> all) {
        List<Supply> whole = new ArrayList<>();
        for (Supply each : all) {
            boolean scarcer = each.part.isEmpty()
                    || all.stream()
                            .filter(other -> !other.part.isEmpty()
                                    && other.channel == each.channel
                                    && other.item.equals(each.item)
                                    && other.period.equals(each.period))
                            .allMatch(other -> other.equals(each) || each.chips < other.chips);
            if (scarcer) {
                whole.add(each);
            }
        }
        return whole;
    }
}
