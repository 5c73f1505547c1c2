package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.chart.PointChart;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.study.RoutingAnswer;
import org.chokepoint.study.RoutingAnswer.Load;
import org.chokepoint.study.RoutingAnswer.Router;
import org.chokepoint.units.Figure;

/** Loads of experts under routers, as a page, a table and pictures. */
public final class RoutingReport {
    private static final int DIGITS = 3;

    /** Points of a line: enough to see it move, few enough to tell marks apart. */
    private static final int POINTS = 20;

    private RoutingReport() {}

    /** The page. */
    public static Report of(RoutingAnswer answer) {
        RoutingAnswer.Layer layer = answer.layer();
        List<Block> blocks = new ArrayList<>(Report.headline(answer.headline()));
        blocks.add(new Heading("Rows over the mean, and what balance gives away"));
        blocks.add(loads(answer));
        blocks.add(new Note("busiest expert: MaxVio is 1 less; all: over the whole batch; at once: over the "
                + Figure.plain(layer.sequencesAtOnce(), 9) + " sequences that the ranks work on at once"));
        blocks.add(new Heading("The layer"));
        blocks.add(layer(layer));
        answer.notes().forEach(note -> blocks.add(new Note(note)));
        blocks.add(new Note("To repeat it:"));
        blocks.add(new Report.Code(answer.command()));
        return new Report(blocks);
    }

    private static Table loads(RoutingAnswer answer) {
        boolean drops = answer.layer().capacityFactor() > 0;
        List<Column> columns = new ArrayList<>(List.of(
                Column.words("router"),
                Column.numbers("expert, all"),
                Column.numbers("at once"),
                Column.numbers("rank, at once"),
                Column.numbers("domains"),
                Column.numbers("ranks of a token"),
                Column.numbers("affinity lost")));
        if (drops) {
            columns.add(Column.numbers("dropped"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Router router : answer.routers()) {
            Load load = router.settled();
            List<String> row = new ArrayList<>(List.of(
                    router.router(),
                    plain(load.overExperts()),
                    plain(load.overExpertsAtOnce()),
                    plain(load.overRanksAtOnce()),
                    plain(load.domainsPerToken()),
                    plain(load.ranksPerToken()),
                    Figure.percent(load.affinityLost(), 2)));
            if (drops) {
                row.add(Figure.percent(load.dropped(), 2));
            }
            rows.add(row);
        }
        return new Table(columns, rows);
    }

    private static Table layer(RoutingAnswer.Layer layer) {
        return new Table(
                List.of(Column.words(""), Column.words("")),
                List.of(
                        List.of("experts", "top " + layer.topK() + " of " + layer.experts() + " of " + layer.model()),
                        List.of(
                                "ranks",
                                Figure.plain(layer.expertParallel(), 9) + " in " + Figure.plain(layer.domains(), 9)
                                        + (layer.domains() == 1 ? " domain" : " domains")),
                        List.of("gate", layer.gate()),
                        List.of(
                                "simulation",
                                Figure.plain(layer.steps(), 9) + " steps, the second half counts; seed "
                                        + layer.seed())));
    }

    /** A row for each router, for spreadsheets. */
    public static Report rows(RoutingAnswer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (Router router : answer.routers()) {
            Load load = router.settled();
            rows.add(List.of(
                    router.router(),
                    Figure.json(load.overExperts()),
                    Figure.json(load.overExpertsAtOnce()),
                    Figure.json(load.overRanksAtOnce()),
                    Figure.json(load.domainsPerToken()),
                    Figure.json(load.ranksPerToken()),
                    Figure.json(load.affinityLost()),
                    Figure.json(load.dropped())));
        }
        return new Report(List.of(new Table(
                List.of(
                        Column.words("router"),
                        Column.numbers("over_experts"),
                        Column.numbers("over_experts_at_once"),
                        Column.numbers("over_ranks_at_once"),
                        Column.numbers("domains_per_token"),
                        Column.numbers("ranks_per_token"),
                        Column.numbers("affinity_lost"),
                        Column.numbers("dropped")),
                rows)));
    }

    /** Ranks, then experts, over steps. */
    public static List<Chart> charts(RoutingAnswer answer) {
        return List.of(
                chart(answer, "Busiest expert-parallel rank", Load::overRanksAtOnce),
                chart(answer, "Busiest expert in a whole batch", Load::overExperts));
    }

    private static Chart chart(RoutingAnswer answer, String what, ToDoubleFunction<Load> value) {
        List<PointChart.Series> series = new ArrayList<>();
        for (Router router : answer.routers()) {
            int count = router.series().size();
            int every = (count + POINTS - 1) / POINTS;
            List<PointChart.Point> points = new ArrayList<>();
            for (int step = 0; step < count; step += every) {
                points.add(new PointChart.Point(
                        step, value.applyAsDouble(router.series().get(step)), false, ""));
            }
            series.add(new PointChart.Series(router.router(), true, points));
        }
        RoutingAnswer.Layer layer = answer.layer();
        return PointChart.of(
                what + ", " + layer.model(),
                "top " + layer.topK() + " of " + layer.experts() + " experts on " + layer.expertParallel() + " ranks",
                new PointChart.Axis("step of the simulation", false),
                new PointChart.Axis("rows over the mean", false),
                series);
    }

    private static String plain(double value) {
        return Figure.plain(value, DIGITS);
    }
}
