package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.AnswerTree;
import org.chokepoint.units.Figure;

/** Any answer as one table of paths and values, for spreadsheets and scripts. */
public final class FlatReport {
    private FlatReport() {}

    /** Path and value of everything in the answer's JSON. */
    public static Report of(Object answer) {
        List<List<String>> rows = new ArrayList<>();
        for (AnswerTree.Node leaf : AnswerTree.leaves(answer)) {
            rows.add(List.of(leaf.path(), leaf.value().map(FlatReport::text).orElse("")));
        }
        return new Report(List.of(new Table(List.of(Column.words("path"), Column.words("value")), rows)));
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return Figure.json(number);
        }
        return value instanceof Enum<?> constant ? AnswerTree.word(constant) : value.toString();
    }
}
