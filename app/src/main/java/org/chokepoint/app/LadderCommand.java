package org.chokepoint.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.app.report.LadderReport;
import org.chokepoint.app.report.Report;
import org.chokepoint.study.LadderAnswer;
import org.chokepoint.study.LadderQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint ladder}. */
final class LadderCommand implements Asking<LadderAnswer> {
    private final Map<String, OptionSpec> options = new LinkedHashMap<>();
    private final StrategyOptions strategy = new StrategyOptions();
    private final ServingLadderCommand serving = new ServingLadderCommand(this);
    private final RlLadderCommand rl = new RlLadderCommand(this);

    LadderCommand() {
        add("LIST", "chips, divided by commas [a100,a800,h100,h800,h20,h200,b200,910c]", "--rungs");
        add("N", "chips of every rung (default: those of the published run)", "--gpus");
        add("LIST", "chips that can be had: h800=2048,h20=10000", "--stock");
        add("N", "tokens to train on: 15T", "--tokens");
        add("N", "batch of a step: 16M tokens, or sequences", "--global-batch", "--gbs");
        add("N", "tokens of a sequence", "--seq", "--sequence-length");
    }

    /** Options of ladders, and of layouts that are trained. */
    List<OptionSpec> options() {
        List<OptionSpec> all = new ArrayList<>(options.values());
        all.addAll(strategy.byKey().values());
        return all;
    }

    private void add(String label, String help, String... names) {
        options.put(names[0], CommonOptions.text(label, help, names).build());
    }

    @Override
    public Help help() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("MODEL", "a published run or model (see catalog list), or a Hugging Face config.json");
        return new Help(
                "./chokepoint ladder MODEL [OPTIONS]",
                "What a workload takes on a row of chips, beside what these are cut by on paper.",
                arguments,
                List.of(
                        new Help.Group("The ladder", List.copyOf(options.values())),
                        serving.group(),
                        new Help.Group(
                                "Fields of the layout, searched where they are left out",
                                List.copyOf(strategy.byKey().values())),
                        CommonOptions.group(CommonOptions.FILE)),
                List.of(
                        "./chokepoint ladder deepseek-v3 --rungs a100,a800,h100,h800,h20,h200,b200,910c",
                        "./chokepoint ladder dense-1t --rungs h100,h800",
                        "./chokepoint ladder deepseek-v3 --workload decode --rungs h100,h800,h20,h200",
                        "./chokepoint ladder llama-3.1-70b --workload prefill --input 8k",
                        "./chokepoint ladder deepseek-r1 --workload rl --rungs h100,h800,h20,h200",
                        "./chokepoint ladder llama-3.1-405b --rungs h800,h20 --stock h800=50000,h20=300000"),
                "");
    }

    @Override
    public Asking<?> meant(ParseResult line) {
        if (!serving.isMeant(line)) {
            return this;
        }
        return serving.isPostTraining(line) ? rl : serving;
    }

    @Override
    public LadderQuestion question(ParseResult line) {
        return new LadderQuestion(
                line.matchedPositionalValue(0, ""),
                given(line, "--rungs"),
                given(line, "--gpus"),
                given(line, "--stock"),
                given(line, "--tokens"),
                given(line, "--global-batch"),
                given(line, "--seq"),
                strategy.given(line));
    }

    private Optional<String> given(ParseResult line, String option) {
        return CommonOptions.given(line, options.get(option));
    }

    @Override
    public List<String> notes(LadderAnswer answer) {
        return answer.evidence().notes();
    }

    @Override
    public Report page(LadderAnswer answer) {
        return LadderReport.of(answer);
    }

    @Override
    public Report table(LadderAnswer answer) {
        return LadderReport.rows(answer);
    }
}
