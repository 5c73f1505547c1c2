package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Table;

/** Aligned columns without boxes. The widest columns of words are wrapped until the lines fit. */
final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 12;

    private final Table table;
    private final int[] widths;

    TextTable(Table table, int room) {
        this.table = table;
        this.widths = widths(room);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> heads = table.columns().stream().map(Column::title).toList();
        if (heads.stream().anyMatch(head -> !head.isEmpty())) {
            lines.addAll(row(heads));
        }
        table.rows().forEach(row -> lines.addAll(row(row)));
        return lines;
    }

    private int[] widths(int room) {
        int[] all = new int[table.columns().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = TextLines.width(table.columns().get(i).title());
            for (List<String> row : table.rows()) {
                all[i] = Math.max(all[i], TextLines.width(row.get(i)));
            }
        }
        int left = room - GAP.length() * (all.length - 1);
        shrink(all, left, true);
        shrink(all, left, false);
        return all;
    }

    /** Takes from the widest column of words, if possible without cutting words. */
    private void shrink(int[] all, int left, boolean whole) {
        for (int over = sum(all) - left; over > 0; over = sum(all) - left) {
            int widest = -1;
            for (int i = 0; i < all.length; i++) {
                int least = whole ? Math.max(NARROWEST, longestWord(i)) : NARROWEST;
                boolean spare = !table.columns().get(i).number() && all[i] > least;
                widest = spare && (widest < 0 || all[i] > all[widest]) ? i : widest;
            }
            if (widest < 0) {
                return;
            }
            all[widest]--;
        }
    }

    private int longestWord(int column) {
        int longest = 0;
        for (List<String> row : table.rows()) {
            for (String word : row.get(column).split(" ", -1)) {
                longest = Math.max(longest, TextLines.width(word));
            }
        }
        return longest;
    }

    private static int sum(int[] values) {
        int sum = 0;
        for (int value : values) {
            sum += value;
        }
        return sum;
    }

    private List<String> row(List<String> cells) {
        List<List<String>> wrapped = new ArrayList<>();
        int height = 1;
        for (int i = 0; i < cells.size(); i++) {
            List<String> lines = TextLines.wrap(cells.get(i), widths[i]);
            wrapped.add(lines);
            height = Math.max(height, lines.size());
        }
        List<String> out = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < cells.size(); i++) {
                String cell = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
                String blanks = " ".repeat(Math.max(0, widths[i] - TextLines.width(cell)));
                boolean right = table.columns().get(i).number();
                text.append(i == 0 ? "" : GAP).append(right ? blanks + cell : cell + blanks);
            }
            out.add(text.toString().stripTrailing());
        }
        return out;
    }
}
