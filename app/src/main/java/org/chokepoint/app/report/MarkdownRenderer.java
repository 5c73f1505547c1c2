package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;

/** Writes a report as GitHub-flavoured Markdown. */
public final class MarkdownRenderer {
    private MarkdownRenderer() {}

    /** Text of a report. */
    public static String render(Report report) {
        StringBuilder out = new StringBuilder();
        for (Block block : report.written()) {
            out.append(out.length() == 0 ? "" : "\n");
            lines(block).forEach(line -> out.append(line).append('\n'));
        }
        return out.toString();
    }

    private static List<String> lines(Block block) {
        if (block instanceof Report.Heading heading) {
            return List.of("## " + text(heading.text()));
        }
        if (block instanceof Report.Sentence sentence) {
            return List.of(sentence.main() ? "**" + text(sentence.text()) + "**" : text(sentence.text()));
        }
        if (block instanceof Report.Note note) {
            return List.of("<sub>" + text(note.text()) + "</sub>");
        }
        if (block instanceof Report.Code code) {
            return List.of("```sh", code.text(), "```");
        }
        List<String> lines = new ArrayList<>();
        if (block instanceof Report.Table table) {
            lines.add(row(table.columns().stream().map(Column::title).toList()));
            lines.add(row(table.columns().stream()
                    .map(column -> column.number() ? "---:" : "---")
                    .toList()));
            table.rows()
                    .forEach(row -> lines.add(
                            row(row.stream().map(MarkdownRenderer::text).toList())));
        } else if (block instanceof Report.Tree tree) {
            tree(tree, "", lines);
        }
        return lines;
    }

    private static void tree(Report.Tree tree, String margin, List<String> lines) {
        lines.add(margin + "- " + text(String.join(" · ", tree.text())));
        tree.below().forEach(below -> tree(below, margin + "  ", lines));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Underscores and the like stay as they are; only what would break tables or pass as HTML is escaped. */
    private static String text(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("<", "&lt;");
    }
}
