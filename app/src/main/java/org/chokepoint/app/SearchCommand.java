package org.chokepoint.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.SearchReport;
import org.chokepoint.search.Objective;
import org.chokepoint.study.ArgumentsQuestion;
import org.chokepoint.study.SearchAnswer;
import org.chokepoint.study.SearchQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint search}. */
final class SearchCommand implements Asking<SearchAnswer> {
    private final Map<String, OptionSpec> run = new LinkedHashMap<>();
    private final Map<String, OptionSpec> aim = new LinkedHashMap<>();
    private final StrategyOptions strategy = new StrategyOptions();

    private final OptionSpec emit = CommonOptions.emit("write the best layout that megatron or torchtitan runs");

    private final OptionSpec binds = OptionSpec.builder("--binds")
            .arity("0")
            .description("what binds, with the layout chosen anew for each change")
            .build();

    SearchCommand() {
        run.put("on", text("CHIPS", "chips: 1024xH100; several, divided by commas, are compared", "--on"));
        run.put("chips", text("LIST", "chips to choose from, where their number is left open", "--chips"));
        run.put("tokens", text("N", "tokens to train on: 15T", "--tokens"));
        run.put("global_batch", text("N", "batch of a step: 16M tokens, or sequences", "--global-batch", "--gbs"));
        run.put("sequence_length", text("N", "tokens of a sequence", "--seq", "--sequence-length"));
        run.put("stack", text("NAME", "training software", "--stack"));
        run.put("rent", text("PRICE", "price of a chip-hour: '2 USD/h'", "--rent"));
        aim.put("deadline", text("TIME", "longest run: 60d", "--deadline"));
        aim.put("budget", text("MONEY", "most dollars: 6M", "--budget"));
        aim.put(
                "objective",
                CommonOptions.text("WORD", "what is made small: time, cost, gpus or energy", "--objective")
                        .completionCandidates(Objective.words())
                        .build());
        aim.put("pareto", text("LIST", "front over two or more objectives: time,cost", "--pareto"));
        aim.put("why", text("FIELD=VALUE", "why not: the best layout with tp=16, say, against the best", "--why"));
        aim.put("target", text("TIME", "what one spec would have to be for the run to take no longer", "--target"));
        aim.put("top", text("N", "layouts to rank [10]", "--top"));
    }

    private List<OptionSpec> wanted() {
        List<OptionSpec> options = new ArrayList<>(aim.values());
        options.add(binds);
        return options;
    }

    private static OptionSpec text(String label, String help, String... names) {
        return CommonOptions.text(label, help, names).build();
    }

    @Override
    public Help help() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("MODEL", "a published run or model (see catalog list), or a Hugging Face config.json");
        return new Help(
                "./chokepoint search MODEL [OPTIONS]",
                "The layout, and the chips, that serve an objective best. Layout options fix a field or bound it: --tp 4,8 "
                        + "or --pp 1..16, and --recompute none/layer.",
                arguments,
                List.of(
                        new Help.Group("The run (default: that of the published run)", List.copyOf(run.values())),
                        new Help.Group("What is wanted", wanted()),
                        new Help.Group(
                                "Fields of the layout, searched where they are left out",
                                List.copyOf(strategy.byKey().values())),
                        new Help.Group("Other answers", List.of(emit)),
                        CommonOptions.group()),
                List.of(
                        "./chokepoint search llama-3.1-405b --on 16384xH100",
                        "./chokepoint search deepseek-v3 --tokens 14.8T --deadline 60d --budget 6M",
                        "./chokepoint search llama-3.1-405b --on 16384xH100 --why tp=16",
                        "./chokepoint search llama-3.1-70b --on 1024xH100 --tokens 2T --binds --target 20d",
                        "./chokepoint search llama-3.1-70b --on 1024xH100,1024xA100 --tokens 2T --pareto time,cost",
                        "./chokepoint search llama-3.1-405b --on 16384xH100 --emit torchtitan"),
                "Exit codes: 0 answered, 1 our fault, 2 bad input, 3 no layout can be run (the nearest change is named). "
                        + "Ctrl-C shows the best so far.");
    }

    @Override
    public SearchQuestion question(ParseResult line) {
        return new SearchQuestion(
                line.matchedPositionalValue(0, ""),
                given(line, run, "on"),
                given(line, run, "chips"),
                given(line, run, "tokens"),
                given(line, run, "global_batch"),
                given(line, run, "sequence_length"),
                strategy.given(line),
                given(line, run, "stack"),
                given(line, run, "rent"),
                given(line, aim, "deadline"),
                given(line, aim, "budget"),
                given(line, aim, "objective"),
                given(line, aim, "pareto"),
                given(line, aim, "why"),
                line.hasMatchedOption(binds),
                given(line, aim, "target"),
                given(line, aim, "top"));
    }

    private static Optional<String> given(ParseResult line, Map<String, OptionSpec> options, String component) {
        return CommonOptions.given(line, options.get(component));
    }

    @Override
    public boolean stops() {
        return true;
    }

    @Override
    public Optional<ArgumentsQuestion> emitted(ParseResult line) {
        return CommonOptions.emission(line, List.of()).map(stack -> new ArgumentsQuestion(question(line), stack));
    }

    @Override
    public List<String> notes(SearchAnswer answer) {
        return answer.evidence().notes();
    }

    @Override
    public Report page(SearchAnswer answer) {
        return SearchReport.of(answer);
    }

    @Override
    public Report table(SearchAnswer answer) {
        return SearchReport.rows(answer);
    }
}
