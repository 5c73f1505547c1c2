package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Code;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.ControlsDerateAnswer;
import org.chokepoint.study.ControlsDerateAnswer.Cut;
import org.chokepoint.units.Figure;

/** The best legal cut of a die as a page, and as a table. */
public final class DerateReport {
    private static final int SHOWN = 10;

    private DerateReport() {}

    /** The page. */
    public static Report of(ControlsDerateAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("uncut", answer.uncut()));
        List<Cut> shown =
                answer.frontier().subList(0, Math.min(SHOWN, answer.frontier().size()));
        for (Cut cut : shown) {
            rows.add(row(cut.equals(answer.best()) ? "best cut" : "other cut", cut));
        }
        answer.products().forEach(cut -> rows.add(row("as sold", cut)));
        blocks.add(new Heading("Cuts of " + answer.die() + " that need no licence"));
        blocks.add(new Table(
                List.of(
                        Column.words(""),
                        Column.words("chip"),
                        Column.numbers("units"),
                        Column.numbers("rate"),
                        Column.numbers("TPP"),
                        Column.numbers("per mm²"),
                        Column.numbers("I/O GB/s"),
                        Column.numbers("DRAM GB/s"),
                        Column.numbers("GB"),
                        Column.numbers("train ×"),
                        Column.numbers("decode ×")),
                rows));
        int left = answer.frontier().size() - shown.size();
        if (left > 0) {
            blocks.add(new Note(left + " further cuts trade one thing for another; --format csv has all."));
        }
        if (!answer.newDies().isEmpty()) {
            blocks.add(new Heading("Chips made for the lines, by area"));
            blocks.add(new Table(
                    List.of(
                            Column.numbers("mm²"),
                            Column.numbers("dies"),
                            Column.numbers("most TPP"),
                            Column.numbers("per mm²"),
                            Column.numbers("silicon"),
                            Column.numbers("more than now")),
                    answer.newDies().stream().map(DerateReport::made).toList()));
        }
        answer.evidence().notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note(answer.notice() + " Data of " + answer.evidence().dataDate() + ", catalog "
                + answer.evidence().catalogDigest() + ". To repeat it:"));
        blocks.add(new Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static List<String> row(String what, Cut cut) {
        return List.of(
                what,
                cut.accelerator(),
                Figure.plain(cut.units(), 6),
                Figure.percent(cut.tensorShare(), 3),
                Figure.plain(Math.floor(cut.tpp()), 6),
                plain(cut.densityTppPerSquareMillimeter(), 1),
                plain(cut.ioBytesPerSecond(), 1e9),
                Figure.plain(cut.memoryBytesPerSecond() / 1e9, 4),
                Figure.plain(cut.memoryBytes() / 1e9, 3),
                plain(cut.trainingTimes(), 1),
                plain(cut.decodeTimes(), 1));
    }

    private static List<String> made(ControlsDerateAnswer.Made made) {
        double area = made.squareMeters() * 1e6;
        OptionalDouble tpp = made.tpp();
        return List.of(
                Figure.plain(area, 4),
                Figure.plain(made.dies(), 3),
                tpp.isPresent() ? Figure.plain(tpp.getAsDouble(), 6) : "no line",
                tpp.isPresent() ? Figure.plain(tpp.getAsDouble() / area, 3) : "",
                Figure.usd(made.siliconUsd(), 3),
                Figure.usd(made.extraUsd(), 3));
    }

    private static String plain(OptionalDouble value, double unit) {
        return value.isPresent() ? Figure.plain(value.getAsDouble() / unit, unit == 1 ? 3 : 5) : "";
    }

    /** A row for each chip, for spreadsheets. */
    public static Report rows(ControlsDerateAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(cells("uncut", answer.uncut()));
        answer.frontier().forEach(cut -> rows.add(cells(cut.equals(answer.best()) ? "best" : "cut", cut)));
        answer.products().forEach(cut -> rows.add(cells("sold", cut)));
        return new Report(List.of(new Table(
                List.of(
                        Column.words("what"),
                        Column.words("chip"),
                        Column.numbers("units"),
                        Column.numbers("tensor_share"),
                        Column.numbers("links"),
                        Column.words("memory"),
                        Column.numbers("tpp"),
                        Column.numbers("density_tpp_per_square_millimeter"),
                        Column.numbers("io_bytes_per_second"),
                        Column.numbers("memory_bytes_per_second"),
                        Column.numbers("memory_bytes"),
                        Column.numbers("training_times"),
                        Column.numbers("decode_times")),
                rows)));
    }

    private static List<String> cells(String what, Cut cut) {
        return List.of(
                what,
                cut.accelerator(),
                String.valueOf(cut.units()),
                Figure.json(cut.tensorShare()),
                String.valueOf(cut.links()),
                cut.memory(),
                Figure.json(cut.tpp()),
                json(cut.densityTppPerSquareMillimeter()),
                json(cut.ioBytesPerSecond()),
                Figure.json(cut.memoryBytesPerSecond()),
                Figure.json(cut.memoryBytes()),
                json(cut.trainingTimes()),
                json(cut.decodeTimes()));
    }

    private static String json(OptionalDouble value) {
        return value.isPresent() ? Figure.json(value.getAsDouble()) : "";
    }
}
