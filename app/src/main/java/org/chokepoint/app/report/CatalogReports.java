package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Sentence;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.evidence.Source;
import org.chokepoint.study.CatalogCheckAnswer;
import org.chokepoint.study.CatalogListAnswer;
import org.chokepoint.study.CatalogShowAnswer;

/** Pages of the catalog. */
public final class CatalogReports {
    private CatalogReports() {}

    /** Records of a kind, or kinds. */
    public static Report of(CatalogListAnswer answer) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < answer.columns().size(); i++) {
            int column = i;
            boolean number =
                    !answer.rows().isEmpty() && answer.rows().stream().allMatch(row -> isNumber(row.get(column)));
            columns.add(new Column(answer.columns().get(i), number));
        }
        return new Report(List.of(new Table(columns, answer.rows())));
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[0-9.,]*");
    }

    /** A record with the source of each value. */
    public static Report of(CatalogShowAnswer answer) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Sentence(answer.name() + ", " + answer.kind() + " " + answer.id(), true));
        if (!answer.aliases().isEmpty()) {
            blocks.add(new Sentence("Also: " + String.join(", ", answer.aliases()), false));
        }
        blocks.add(values(answer));
        if (!answer.notes().isEmpty()) {
            blocks.add(new Note(answer.notes()));
        }
        blocks.add(new Heading("Sources"));
        for (CatalogSources.Numbered source : CatalogSources.of(answer)) {
            blocks.add(source(source));
        }
        blocks.add(new Note("File: " + answer.file()));
        return new Report(blocks);
    }

    private static Table values(CatalogShowAnswer answer) {
        List<CatalogSources.Numbered> sources = CatalogSources.of(answer);
        List<List<String>> rows = new ArrayList<>();
        for (CatalogShowAnswer.Value value : answer.values()) {
            rows.add(List.of(
                    value.field(), value.value(), value.origin(), CatalogSources.mark(value.source(), sources)));
        }
        return new Table(
                List.of(Column.words("field"), Column.words("value"), Column.words("origin"), Column.words("source")),
                rows);
    }

    private static Report.Tree source(CatalogSources.Numbered numbered) {
        Source source = numbered.source();
        String title = "[" + numbered.number() + "] " + source.title() + ", " + source.date() + ", "
                + source.grade().label();
        return new Report.Tree(List.of(title, source.url()), List.of());
    }

    /** What a check found. */
    public static Report of(CatalogCheckAnswer answer) {
        List<Block> blocks = new ArrayList<>();
        int found = answer.problems().size();
        String verdict = found == 0 ? "no problem" : found == 1 ? "1 problem" : found + " problems";
        blocks.add(new Sentence("The catalog's " + answer.records() + " records were read: " + verdict + ".", true));
        for (CatalogCheckAnswer.Problem problem : answer.problems()) {
            blocks.add(new Report.Tree(
                    List.of(problem.where() + ": " + problem.what(), "Maybe " + problem.maybe()), List.of()));
        }
        return new Report(blocks);
    }
}
