package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Code;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.RlLadderAnswer;
import org.chokepoint.study.RlLadderAnswer.Rung;
import org.chokepoint.units.Figure;

/** A ladder of post-training, as a page and a table. */
public final class RlLadderReport {
    private RlLadderReport() {}

    /** The page. */
    public static Report of(RlLadderAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Times the run takes as long as on " + answer.reference() + ", on "
                + Figure.plain(answer.accelerators(), 7) + " chips"));
        blocks.add(table(answer));
        for (Rung rung : answer.rungs()) {
            rung.obstacle().ifPresent(why -> blocks.add(new Note(rung.accelerator() + ": " + why)));
        }
        blocks.add(new Note("rollouts: with their tails; asynchronous: rollouts beside updates, over "
                + answer.reference() + " as the run was. Below 1 the chip does more. Rows: decode."));
        answer.evidence().notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note("Data of " + answer.evidence().dataDate() + ", catalog "
                + answer.evidence().catalogDigest() + ". To repeat it:"));
        blocks.add(new Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static Table table(RlLadderAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Rung rung : answer.rungs()) {
            double binding = rung.bindingCut().orElse(0);
            rows.add(List.of(
                    rung.accelerator(),
                    LadderCells.nominal(rung.nominal()),
                    rung.gpuHours().isPresent() ? Figure.count(rung.gpuHours().getAsDouble(), 3) : "not as it was",
                    LadderCells.times(rung.rollouts(), ""),
                    LadderCells.times(rung.run(), ""),
                    LadderCells.times(rung.asynchronous(), "does not fit"),
                    rung.run().isEmpty() ? "" : LadderCells.binding(rung.bindingCut()),
                    binding <= 0 ? "" : LadderCells.times(rung.bindingOverNominal(), ""),
                    LadderCells.times(rung.equivalents(), ""),
                    String.valueOf(rung.measuredRows())));
        }
        return new Table(
                List.of(
                        Column.words("chip"),
                        Column.words("cut on paper"),
                        Column.numbers("chip-hours"),
                        Column.numbers("rollouts"),
                        Column.numbers("run"),
                        Column.numbers("asynchronous"),
                        Column.numbers("binding cut"),
                        Column.numbers("÷ paper"),
                        Column.numbers("H100e"),
                        Column.numbers("measured rows")),
                rows);
    }

    /** Rungs for a spreadsheet. */
    public static Report rows(RlLadderAnswer answer) {
        return new Report(List.of(table(answer)));
    }
}
