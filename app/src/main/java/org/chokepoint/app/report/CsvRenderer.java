package org.chokepoint.app.report;

import java.util.List;
import java.util.regex.Pattern;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;

/** Writes the tables of a report as CSV (RFC 4180): commas, quotes where needed, lines end with CR LF. */
public final class CsvRenderer {
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

    private CsvRenderer() {}

    /** Text of a report's tables. */
    public static String render(Report report) {
        StringBuilder out = new StringBuilder();
        for (Block block : report.blocks()) {
            if (block instanceof Report.Table table) {
                row(out, table.columns().stream().map(Column::title).toList());
                table.rows().forEach(row -> row(out, row));
            }
        }
        return out.toString();
    }

    private static void row(StringBuilder out, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            boolean quoted = NEEDS_QUOTES.matcher(cell).find();
            out.append(i == 0 ? "" : ",").append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        out.append("\r\n");
    }
}
