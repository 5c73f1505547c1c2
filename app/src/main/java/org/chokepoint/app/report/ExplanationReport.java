package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.app.report.Report.Tree;
import org.chokepoint.evidence.Explanation;
import org.chokepoint.study.Explainer;

/** How numbers came about, as trees. */
public final class ExplanationReport {
    private ExplanationReport() {}

    /**
     * A page of trees.
     *
     * @param besides what stands behind them
     */
    public static Report of(List<Explanation> explanations, List<Block> besides) {
        List<Block> blocks = new ArrayList<>();
        explanations.forEach(explanation -> blocks.add(tree(explanation)));
        blocks.addAll(besides);
        return new Report(blocks);
    }

    /** The trees as one table, depth first. */
    public static Report table(List<Explanation> explanations) {
        List<List<String>> rows = new ArrayList<>();
        explanations.forEach(explanation -> rows(explanation, 0, rows));
        List<Column> columns = Stream.of("depth", "path", "value", "meaning", "formula", "source")
                .map(Column::words)
                .toList();
        return new Report(List.of(new Table(columns, rows)));
    }

    private static void rows(Explanation e, int depth, List<List<String>> into) {
        into.add(List.of(String.valueOf(depth), e.path(), e.value(), e.meaning(), e.formula(), e.source()));
        e.inputs().forEach(input -> rows(input, depth + 1, into));
    }

    private static Tree tree(Explanation e) {
        boolean again = e.source().equals(Explainer.AGAIN);
        List<String> text = new ArrayList<>();
        String value = e.value().isEmpty() ? "" : " = " + e.value();
        String meaning = e.meaning().isEmpty() || again ? "" : " — " + e.meaning();
        text.add(e.path() + value + meaning + (again ? " (above)" : ""));
        if (!e.formula().isEmpty()) {
            text.add("= " + e.formula() + (e.source().isEmpty() ? "" : " [" + e.source() + "]"));
        } else if (!e.source().isEmpty() && !again) {
            text.add("from " + e.source());
        }
        if (isPlain(e)) {
            Explanation input = e.inputs().get(0);
            text.add("from " + input.path() + " = " + input.value() + ": " + input.source());
            return new Tree(text, List.of());
        }
        return new Tree(text, e.inputs().stream().map(ExplanationReport::tree).toList());
    }

    /** Whether a value is just that of one catalog record or option. */
    private static boolean isPlain(Explanation e) {
        return e.formula().isEmpty()
                && e.inputs().size() == 1
                && e.inputs().get(0).inputs().isEmpty()
                && e.inputs().get(0).meaning().isEmpty();
    }
}
