package org.chokepoint.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.RoutingReport;
import org.chokepoint.routing.Gate;
import org.chokepoint.routing.RouterAlgorithm;
import org.chokepoint.study.AnswerTree;
import org.chokepoint.study.RoutingAnswer;
import org.chokepoint.study.RoutingQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint routing}. */
final class RoutingCommand implements Drawing<RoutingAnswer> {
    private static final List<String> ROUTERS =
            List.of(RouterAlgorithm.values()).stream().map(AnswerTree::word).toList();

    private static final List<String> GATES =
            List.of(Gate.values()).stream().map(AnswerTree::word).toList();

    private final OptionSpec router = words("what balances experts: ", "; default: all of them", "--router", ROUTERS);
    private final OptionSpec ep = CommonOptions.text(
                    "N", "ranks that split the experts (default: as in the published run)", "--ep", "--expert-parallel")
            .build();
    private final OptionSpec domain = CommonOptions.text("N", "ranks that share a scale-up domain [8]", "--domain")
            .build();
    private final OptionSpec microBatch = CommonOptions.text(
                    "N", "sequences that a rank works on at once [1]", "--mbs", "--micro-batch")
            .build();
    private final OptionSpec gate = words("what makes affinities of logits: ", " [sigmoid]", "--gate", GATES);
    private final OptionSpec capacity = CommonOptions.text(
                    "N", "rows over the mean beyond which an expert drops tokens (default: none)", "--capacity-factor")
            .build();
    private final OptionSpec steps = CommonOptions.text("N", "steps, of which the second half counts [80]", "--steps")
            .build();
    private final OptionSpec seed =
            CommonOptions.text("N", "seed of the random numbers [1]", "--seed").build();

    private static OptionSpec words(String before, String behind, String name, List<String> words) {
        return CommonOptions.text("WORD", before + String.join(", ", words) + behind, name)
                .completionCandidates(words)
                .build();
    }

    @Override
    public Help help() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("MODEL", "a published run or model with experts, or a Hugging Face config.json");
        return new Help(
                "./chokepoint routing MODEL [OPTIONS]",
                "How unevenly routers load experts and their ranks, and what balance gives away.",
                arguments,
                List.of(
                        new Help.Group("The router", List.of(router, gate, capacity)),
                        new Help.Group("Where experts stand", List.of(ep, domain, microBatch)),
                        new Help.Group("The simulation", List.of(steps, seed)),
                        CommonOptions.group()),
                List.of(
                        "./chokepoint routing deepseek-v3",
                        "./chokepoint routing deepseek-v3 --router bias --ep 64 --format json",
                        "./chokepoint routing deepseek-v3 -o routing.svg",
                        "./chokepoint train deepseek-v3 --router node-limited"),
                "");
    }

    @Override
    public RoutingQuestion question(ParseResult line) {
        return new RoutingQuestion(
                line.matchedPositionalValue(0, ""),
                CommonOptions.given(line, router),
                CommonOptions.given(line, ep),
                CommonOptions.given(line, domain),
                CommonOptions.given(line, microBatch),
                CommonOptions.given(line, gate),
                CommonOptions.given(line, capacity),
                CommonOptions.given(line, steps),
                CommonOptions.given(line, seed));
    }

    @Override
    public Report page(RoutingAnswer answer) {
        return RoutingReport.of(answer);
    }

    @Override
    public Report table(RoutingAnswer answer) {
        return RoutingReport.rows(answer);
    }

    @Override
    public List<Chart> charts(RoutingAnswer answer) {
        return RoutingReport.charts(answer);
    }

    @Override
    public List<String> notes(RoutingAnswer answer) {
        return answer.notes();
    }
}
