package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Code;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.ServingLadderAnswer;
import org.chokepoint.study.ServingLadderAnswer.Rung;
import org.chokepoint.units.Figure;

/** A ladder of a phase of serving, as a page and a table. */
public final class ServingLadderReport {
    private ServingLadderReport() {}

    /** The page. */
    public static Report of(ServingLadderAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Times a token takes as long as on " + answer.reference() + ", chip for chip, on "
                + Figure.plain(answer.accelerators(), 7) + " chips"));
        blocks.add(slower(answer));
        blocks.add(new Heading("With ingenuity, over " + answer.reference() + " without"));
        blocks.add(ingenuity(answer));
        blocks.add(new Heading("What a chip has of " + answer.reference() + ", on paper and at work"));
        blocks.add(shares(answer));
        blocks.add(new Note("kept: the layout that is best on " + answer.reference()
                + " without ingenuity, with the largest batch that fits and keeps the limit; anew: the best layout of the chip. Below 1 "
                + "the chip does more. Bands: ranges of constants, those that both chips share moved on both."));
        blocks.add(
                new Note(
                        answer.workload().equals("decode")
                                ? "Decode: sequences generate, their prompts were read elsewhere. MTP: one draft, accepted at 85 %."
                                : "Prefill: prompts are read, as many at once as an iteration takes, and nothing is generated."));
        answer.evidence().notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note("Data of " + answer.evidence().dataDate() + ", catalog "
                + answer.evidence().catalogDigest() + ". To repeat it:"));
        blocks.add(new Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static Table slower(ServingLadderAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Rung rung : answer.rungs()) {
            rows.add(List.of(
                    rung.accelerator(),
                    LadderCells.nominal(rung.nominal()),
                    rung.tokensPerSecondPerGpu().isPresent()
                            ? Figure.count(rung.tokensPerSecondPerGpu().getAsDouble(), 3)
                            : "",
                    LadderCells.times(rung.kept(), "does not fit"),
                    LadderCells.times(rung.replanned(), "none fits"),
                    LadderCells.band(rung.replanned(), rung.replannedLow(), rung.replannedHigh()),
                    LadderCells.binding(rung.bindingCut()),
                    rung.bindingOverNominal().orElse(0) <= 0 ? "" : LadderCells.times(rung.bindingOverNominal(), ""),
                    rung.layout().map(ServeTables::words).orElse(""),
                    String.valueOf(rung.measuredRows())));
        }
        return new Table(
                List.of(
                        Column.words("chip"),
                        Column.words("cut on paper"),
                        Column.numbers("tokens/s/GPU"),
                        Column.numbers("kept"),
                        Column.numbers("anew"),
                        Column.numbers("80 % band"),
                        Column.numbers("binding cut"),
                        Column.numbers("÷ paper"),
                        Column.words("layout"),
                        Column.numbers("measured rows")),
                rows);
    }

    private static Table ingenuity(ServingLadderAnswer answer) {
        Set<String> ways = new LinkedHashSet<>();
        answer.rungs().forEach(rung -> ways.addAll(rung.ingenuity().keySet()));
        List<Column> columns = new ArrayList<>(List.of(Column.words("chip"), Column.numbers("none")));
        ways.forEach(way -> columns.add(Column.numbers(way.replace('_', ' '))));
        List<List<String>> rows = new ArrayList<>();
        for (Rung rung : answer.rungs()) {
            rows.add(LadderCells.ingenuity(rung.accelerator(), rung.replanned(), ways, rung.ingenuity()));
        }
        return new Table(columns, rows);
    }

    private static Table shares(ServingLadderAnswer answer) {
        List<String> bases = List.of("tpp", "bf16", "interconnect", "memory_bandwidth");
        List<Column> columns = new ArrayList<>(List.of(Column.words("chip")));
        bases.forEach(basis -> columns.add(Column.numbers(basis.replace('_', ' '))));
        columns.add(Column.numbers("H100e in this workload"));
        List<List<String>> rows = new ArrayList<>();
        for (Rung rung : answer.rungs()) {
            List<String> cells = new ArrayList<>(List.of(rung.accelerator()));
            bases.forEach(basis -> cells.add(Figure.plain(rung.shares().get(basis), 3)));
            cells.add(LadderCells.times(rung.equivalents(), ""));
            rows.add(cells);
        }
        return new Table(columns, rows);
    }

    /** Rungs for a spreadsheet. */
    public static Report rows(ServingLadderAnswer answer) {
        return new Report(List.of(slower(answer)));
    }
}
