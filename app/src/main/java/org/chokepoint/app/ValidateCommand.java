package org.chokepoint.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.ValidateReport;
import org.chokepoint.study.ValidateAnswer;
import org.chokepoint.study.ValidateQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint validate}. */
final class ValidateCommand implements Drawing<ValidateAnswer> {
    static final String BY = "--by";

    private final ValidateLogCommand log = new ValidateLogCommand(this);

    private final OptionSpec by = CommonOptions.text(
                    "WORD", "scores told apart by source, accelerator, stack, model or class", BY)
            .completionCandidates(List.of("source", "accelerator", "stack", "model", "class"))
            .build();

    @Override
    public Help help() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put(
                "[TABLE]",
                "measured steps, kernels or collectives as CSV, in the columns of catalog/measurements (default: training.csv); "
                        + "with --log a model (default: the one that the arguments describe)");
        return new Help(
                "./chokepoint validate [TABLE] [OPTIONS]",
                "How far our predictions are from what others measured, or from your own run.",
                arguments,
                List.of(new Help.Group("Scores", List.of(by)), log.group(), CommonOptions.group()),
                List.of(
                        "./chokepoint validate",
                        "./chokepoint validate --by accelerator",
                        "./chokepoint validate catalog/measurements/kernels.csv --by class",
                        "./chokepoint validate my-steps.csv --format json",
                        "./chokepoint validate -o scatter.svg",
                        "./chokepoint validate --log examples/megatron.log --on H100",
                        "./chokepoint validate --log examples/megatron.log --strategy examples/megatron-args.sh --on H100"),
                "");
    }

    @Override
    public Asking<?> meant(ParseResult line) {
        return log.isMeant(line) ? log : this;
    }

    @Override
    public ValidateQuestion question(ParseResult line) {
        return new ValidateQuestion(CommonOptions.argument(line), CommonOptions.given(line, BY));
    }

    @Override
    public Report page(ValidateAnswer answer) {
        return ValidateReport.of(answer);
    }

    @Override
    public Report table(ValidateAnswer answer) {
        return ValidateReport.rows(answer);
    }

    @Override
    public List<Chart> charts(ValidateAnswer answer) {
        return ValidateReport.charts(answer);
    }
}
