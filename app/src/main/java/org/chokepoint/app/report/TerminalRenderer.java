package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Block;

/** Lays a report out for a terminal: at most 100 columns, bold and dim where colours are allowed. */
public final class TerminalRenderer {
    private static final int COLUMNS = 100;
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final boolean styled;
    private final StringBuilder out = new StringBuilder();

    private TerminalRenderer(boolean styled) {
        this.styled = styled;
    }

    /**
     * Text of a report.
     *
     * @param styled whether escape sequences are wanted
     */
    public static String render(Report report, boolean styled) {
        TerminalRenderer renderer = new TerminalRenderer(styled);
        Block before = null;
        for (Block block : report.written()) {
            renderer.gap(before, block);
            renderer.block(block);
            before = block;
        }
        return renderer.out.toString();
    }

    /** Sentences and notes stand close to their like; everything below a heading stands close to it. */
    private void gap(Block before, Block block) {
        boolean close = before == null
                || before instanceof Report.Heading
                || before instanceof Report.Note && !(block instanceof Report.Heading)
                || before instanceof Report.Sentence && block instanceof Report.Sentence
                || before instanceof Report.Code && block instanceof Report.Code
                || before instanceof Report.Tree tree && tree.below().isEmpty() && block instanceof Report.Tree;
        if (!close) {
            out.append('\n');
        }
    }

    private void block(Block block) {
        if (block instanceof Report.Heading heading) {
            line(heading.text(), BOLD);
        } else if (block instanceof Report.Sentence sentence) {
            TextLines.wrap(sentence.text(), COLUMNS).forEach(line -> line(line, sentence.main() ? BOLD : ""));
        } else if (block instanceof Report.Table table) {
            new TextTable(table, COLUMNS - 2).lines().forEach(line -> line("  " + line, ""));
        } else if (block instanceof Report.Tree tree) {
            tree(tree, 0).forEach(line -> line(line, ""));
        } else if (block instanceof Report.Note note) {
            TextLines.wrap(note.text(), COLUMNS).forEach(line -> line(line, DIM));
        } else if (block instanceof Report.Code code) {
            line("  " + code.text(), "");
        }
    }

    private static List<String> tree(Report.Tree tree, int depth) {
        List<String> lines = new ArrayList<>();
        String margin = "  ".repeat(depth);
        String inner = margin + "    ";
        for (String text : tree.text()) {
            for (String line : TextLines.wrap(text, COLUMNS - inner.length())) {
                lines.add((lines.isEmpty() ? margin : inner) + line);
            }
        }
        tree.below().forEach(below -> lines.addAll(tree(below, depth + 1)));
        return lines;
    }

    private void line(String text, String style) {
        boolean plain = !styled || style.isEmpty() || text.isEmpty();
        out.append(plain ? text : style + text + PLAIN).append('\n');
    }
}
