package org.chokepoint.app;

import java.util.List;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.ServingLadderReport;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.study.ServingLadderAnswer;
import org.chokepoint.study.ServingLadderQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint ladder --workload prefill} and {@code decode}. */
final class ServingLadderCommand implements Asking<ServingLadderAnswer> {
    private static final String WORKLOAD = "--workload";
    private static final String TRAIN = "train";
    private static final String RL = "rl";

    /** Options of the training ladder that a phase of serving takes too. */
    private static final List<String> SHARED = List.of("--rungs", "--gpus");

    private final LadderCommand training;

    private final OptionSpec workload = CommonOptions.text(
                    "WORD", "train, prefill, decode, or rl of a post-training run [train]", WORKLOAD)
            .completionCandidates(List.of(TRAIN, "prefill", "decode", RL))
            .build();

    private final List<OptionSpec> options = List.of(
            CommonOptions.text("N", "tokens of a prompt [4k]", "--input").build(),
            CommonOptions.text("N", "tokens of an answer [1k]", "--output").build(),
            CommonOptions.text("TIME", "longest time per output token [50 ms]", "--tpot")
                    .build(),
            CommonOptions.text("NAME", "serving engine [vllm]", "--engine").build());

    ServingLadderCommand(LadderCommand training) {
        this.training = training;
    }

    Help.Group group() {
        List<OptionSpec> all = new java.util.ArrayList<>(List.of(workload));
        all.addAll(options);
        return new Help.Group("A phase of serving, or post-training", all);
    }

    /** Whether a command line asks for a phase of serving or for post-training; refuses options of other ladders. */
    boolean isMeant(ParseResult line) {
        String word = CommonOptions.given(line, workload).orElse(TRAIN);
        if (word.equals(TRAIN)) {
            options.forEach(option -> refuse(line, option, "acts only beside " + WORKLOAD + " prefill or decode."));
            return false;
        }
        training.options().stream()
                .filter(option -> !SHARED.contains(option.names()[0]))
                .forEach(option -> refuse(line, option, "says nothing of " + WORKLOAD + " " + word + "."));
        if (word.equals(RL)) {
            options.forEach(option -> refuse(line, option, "says nothing of " + WORKLOAD + " " + word + "."));
        }
        return true;
    }

    /** Whether a command line asks for post-training. */
    boolean isPostTraining(ParseResult line) {
        return CommonOptions.given(line, workload).filter(RL::equals).isPresent();
    }

    private static void refuse(ParseResult line, OptionSpec option, String why) {
        if (line.hasMatchedOption(option)) {
            throw new Fault(Location.of(option.longestName()), why, "leave it out.");
        }
    }

    @Override
    public Help help() {
        return training.help();
    }

    @Override
    public ServingLadderQuestion question(ParseResult line) {
        return new ServingLadderQuestion(
                line.matchedPositionalValue(0, ""),
                CommonOptions.given(line, workload).orElseThrow(),
                CommonOptions.given(line, "--rungs"),
                CommonOptions.given(line, "--gpus"),
                CommonOptions.given(line, "--input"),
                CommonOptions.given(line, "--output"),
                CommonOptions.given(line, "--tpot"),
                CommonOptions.given(line, "--engine"));
    }

    @Override
    public List<String> notes(ServingLadderAnswer answer) {
        return answer.evidence().notes();
    }

    @Override
    public Report page(ServingLadderAnswer answer) {
        return ServingLadderReport.of(answer);
    }

    @Override
    public Report table(ServingLadderAnswer answer) {
        return ServingLadderReport.rows(answer);
    }
}
