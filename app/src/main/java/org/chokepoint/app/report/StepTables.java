package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.TrainStep;
import org.chokepoint.units.Figure;

/** Tables of a step: where its time goes, what binds, how each rank spends it. */
final class StepTables {
    private static final int DIGITS = 3;

    private StepTables() {}

    /** Seconds by cause, largest first. */
    static Table time(TrainStep step) {
        List<Map.Entry<String, Double>> parts = new ArrayList<>(step.breakdown().entrySet());
        parts.removeIf(part -> part.getValue() == 0);
        parts.sort(Map.Entry.comparingByValue(Collections.reverseOrder()));
        double most = parts.isEmpty() ? 0 : parts.get(0).getValue();
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Double> part : parts) {
            rows.add(List.of(
                    TrainTables.words(part.getKey()),
                    Figure.duration(part.getValue(), DIGITS),
                    Figure.percent(part.getValue() / step.seconds(), 2),
                    Bar.of(part.getValue() / most)));
        }
        rows.add(List.of("step", Figure.duration(step.seconds(), DIGITS), "", ""));
        return new Table(
                List.of(Column.words("cause"), Column.numbers("time"), Column.numbers("share"), Column.words("")),
                rows);
    }

    /** Elasticities, what binds most first; both sides where they differ. */
    static Table binds(TrainStep step) {
        List<TrainStep.Bound> bounds = new ArrayList<>(step.binds());
        bounds.removeIf(bound -> Math.abs(bound.elasticity()) < 5e-4);
        bounds.sort(Comparator.comparingDouble(TrainStep.Bound::elasticity));
        List<List<String>> rows = new ArrayList<>();
        for (TrainStep.Bound bound : bounds) {
            String sides =
                    bound.kink() ? share(bound.below()) + " below, " + share(bound.above()) + " above: a kink" : "";
            rows.add(List.of(
                    TrainTables.words(bound.rate()), share(bound.elasticity()), Bar.of(-bound.elasticity()), sides));
        }
        return new Table(
                List.of(
                        Column.words("1 % more of"),
                        Column.numbers("changes a step by %"),
                        Column.words(""),
                        Column.words("")),
                rows);
    }

    private static String share(double elasticity) {
        return Figure.plain(Math.rint(elasticity * 1000) / 1000, 3);
    }

    /** Seconds of each rank; ranks that spend a step alike share a row. */
    static Table ranks(TrainStep step) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0, last; i < step.ranks().size(); i = last + 1) {
            List<String> cells = cells(step.ranks().get(i));
            last = i;
            while (last + 1 < step.ranks().size()
                    && cells(step.ranks().get(last + 1)).equals(cells)) {
                last++;
            }
            List<String> row = new ArrayList<>();
            row.add(last == i ? String.valueOf(i) : i + " to " + last);
            row.addAll(cells);
            rows.add(row);
        }
        return new Table(
                List.of(
                        Column.words("rank"),
                        Column.numbers("compute"),
                        Column.numbers("communication"),
                        Column.numbers("data parallel"),
                        Column.numbers("optimizer"),
                        Column.numbers("host"),
                        Column.numbers("waiting")),
                rows);
    }

    private static List<String> cells(TrainStep.Rank rank) {
        List<String> cells = new ArrayList<>();
        for (double seconds : new double[] {
            rank.computeSeconds(),
            rank.communicationSeconds(),
            rank.dataSeconds(),
            rank.optimizerSeconds(),
            rank.hostSeconds(),
            rank.waitingSeconds()
        }) {
            cells.add(seconds > 0 ? Figure.duration(seconds, DIGITS) : "");
        }
        return cells;
    }
}
