package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Code;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.LadderAnswer;
import org.chokepoint.study.LadderAnswer.Rung;
import org.chokepoint.units.Figure;

/** A ladder as a page and a table. */
public final class LadderReport {
    private static final List<String> INGENUITY = List.of("fp8", "overlap", "node_deduplication", "all");
    private static final List<String> BASES = List.of("tpp", "bf16", "memory_bandwidth", "simulated_job");

    private LadderReport() {}

    /** The page. */
    public static Report of(LadderAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Times a step takes as long as on " + answer.reference() + ", at "
                + Figure.plain(answer.accelerators(), 7) + " chips"));
        blocks.add(slower(answer));
        blocks.add(new Heading("With ingenuity, over " + answer.reference() + " without"));
        blocks.add(ingenuity(answer));
        blocks.add(new Heading("A chip in H100 equivalents, by basis"));
        blocks.add(equivalents(answer));
        blocks.add(new Note("kept: the layout that is best on " + answer.reference()
                + " without ingenuity; anew: the best layout of the chip. Bands are those of step times of the chip's class. Searched "
                + "are TP, PP, EP, micro-batches up to 4, schedules, ZeRO and recomputation of whole layers."));
        blocks.add(new Note(
                "Multi-token prediction speeds decoding, not training, so it is no row here. Rent: the median of the last "
                        + "year with prices; power: design power."));
        blocks.add(new Note("Data of " + answer.evidence().dataDate() + ", catalog "
                + answer.evidence().catalogDigest() + ". To repeat it:"));
        blocks.add(new Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static Table slower(LadderAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Rung rung : answer.rungs()) {
            rows.add(List.of(
                    rung.accelerator(),
                    LadderCells.nominal(rung.nominal()),
                    LadderCells.times(rung.kept(), "does not fit"),
                    LadderCells.times(rung.replanned(), "none fits"),
                    LadderCells.band(rung.replanned(), rung.replannedLow(), rung.replannedHigh()),
                    LadderCells.binding(rung.bindingCut()),
                    LadderCells.times(rung.bindingOverNominal(), ""),
                    LadderCells.times(rung.equalSpend(), "unknown"),
                    LadderCells.times(rung.equalPower(), ""),
                    rung.stock().isEmpty()
                            ? ""
                            : Figure.plain(rung.stockEquivalents().orElse(Double.NaN), 3),
                    String.valueOf(rung.measuredRows())));
        }
        return new Table(
                List.of(
                        Column.words("chip"),
                        Column.words("cut on paper"),
                        Column.numbers("kept"),
                        Column.numbers("anew"),
                        Column.numbers("80 % band"),
                        Column.numbers("binding cut"),
                        Column.numbers("÷ paper"),
                        Column.numbers("equal spend"),
                        Column.numbers("equal power"),
                        Column.numbers("stock in H100e"),
                        Column.numbers("measured rows")),
                rows);
    }

    private static Table ingenuity(LadderAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Rung rung : answer.rungs()) {
            rows.add(LadderCells.ingenuity(rung.accelerator(), rung.replanned(), INGENUITY, rung.ingenuity()));
        }
        return new Table(
                List.of(
                        Column.words("chip"),
                        Column.numbers("none"),
                        Column.numbers("FP8"),
                        Column.numbers("overlap"),
                        Column.numbers("node-wise dispatch"),
                        Column.numbers("all")),
                rows);
    }

    private static Table equivalents(LadderAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Rung rung : answer.rungs()) {
            List<String> cells = new ArrayList<>(List.of(rung.accelerator()));
            BASES.forEach(basis -> cells.add(
                    rung.equivalents().containsKey(basis)
                            ? Figure.plain(rung.equivalents().get(basis), 3)
                            : ""));
            rows.add(cells);
        }
        return new Table(
                List.of(
                        Column.words("chip"),
                        Column.numbers("TPP"),
                        Column.numbers("BF16"),
                        Column.numbers("memory bandwidth"),
                        Column.numbers("simulated job")),
                rows);
    }

    /** Rungs for a spreadsheet. */
    public static Report rows(LadderAnswer answer) {
        return new Report(List.of(slower(answer)));
    }
}
