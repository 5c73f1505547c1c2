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
import org.chokepoint.study.ControlsFleetAnswer;
import org.chokepoint.units.Figure;

/** How many chips go, as a page and as a table. */
public final class FleetReport {
    private FleetReport() {}

    /** The page. */
    public static Report of(ControlsFleetAnswer answer) {
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        List<List<String>> limits = new ArrayList<>();
        for (ControlsFleetAnswer.Limit limit : answer.limits()) {
            limits.add(List.of(limit.by(), count(limit.chips(), "no bound"), limit.per(), limit.what()));
        }
        blocks.add(new Heading("What bounds legal supply of " + answer.chip()));
        blocks.add(new Table(
                List.of(Column.words("by"), Column.numbers("chips"), Column.words("per"), Column.words("what")),
                limits));
        List<List<String>> worth = new ArrayList<>();
        answer.h100PerChip().forEach((basis, share) -> {
            Double all = answer.legalH100().get(basis);
            worth.add(
                    List.of(basis.replace('_', ' '), Figure.plain(share, 3), all == null ? "" : Figure.count(all, 3)));
        });
        blocks.add(new Heading("Worth in H100"));
        blocks.add(new Table(
                List.of(Column.words("by"), Column.numbers("one chip"), Column.numbers("legal supply")), worth));
        List<List<String>> channels = new ArrayList<>();
        for (ControlsFleetAnswer.Channel each : answer.channels()) {
            channels.add(List.of(
                    each.channel(),
                    each.chip(),
                    each.from().substring(0, 7) + " to "
                            + each.until().substring(0, Math.min(7, each.until().length())),
                    Figure.count(each.chips(), 3),
                    count(each.low(), "?") + " to " + count(each.high(), "?"),
                    Figure.count(each.h100ByTpp(), 3),
                    Figure.count(each.h100ByBandwidth(), 3),
                    (each.scarcest().isEmpty() ? "" : each.scarcest() + " is scarcest: ") + each.what(),
                    each.source().grade().label()));
        }
        blocks.add(new Heading("What came, or could, by channel"));
        blocks.add(new Table(
                List.of(
                        Column.words("channel"),
                        Column.words("chip"),
                        Column.words("when"),
                        Column.numbers("chips"),
                        Column.words("range"),
                        Column.numbers("H100 by TPP"),
                        Column.numbers("by bandwidth"),
                        Column.words("what"),
                        Column.words("grade")),
                channels));
        answer.evidence().notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note(answer.notice() + " Data of " + answer.evidence().dataDate() + ", catalog "
                + answer.evidence().catalogDigest() + ". To repeat it:"));
        blocks.add(new Code(answer.evidence().command()));
        return new Report(blocks);
    }

    private static String count(OptionalDouble chips, String otherwise) {
        return chips.isPresent() ? Figure.count(chips.getAsDouble(), 3) : otherwise;
    }

    /** A row for each bound and channel, for spreadsheets. */
    public static Report rows(ControlsFleetAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (ControlsFleetAnswer.Limit limit : answer.limits()) {
            rows.add(List.of("limit", limit.by(), answer.chip(), json(limit.chips()), "", "", limit.what()));
        }
        for (ControlsFleetAnswer.Channel each : answer.channels()) {
            rows.add(List.of(
                    "channel",
                    each.channel(),
                    each.chip(),
                    Figure.json(each.chips()),
                    Figure.json(each.h100ByTpp()),
                    Figure.json(each.h100ByBandwidth()),
                    each.what()));
        }
        return new Report(List.of(new Table(
                List.of(
                        Column.words("kind"),
                        Column.words("by"),
                        Column.words("chip"),
                        Column.numbers("chips"),
                        Column.numbers("h100_by_tpp"),
                        Column.numbers("h100_by_bandwidth"),
                        Column.words("what")),
                rows)));
    }

    private static String json(OptionalDouble value) {
        return value.isPresent() ? Figure.json(value.getAsDouble()) : "";
    }
}
