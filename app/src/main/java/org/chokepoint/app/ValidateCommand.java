package org.chokepoint.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.ValidateReport;
import org.chokepoint.study.ValidateAnswer;
import org.chokepoint.study.ValidateQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint validate}. */
final class ValidateCommand implements Drawing<ValidateAnswer> {
    private final OptionSpec by = CommonOptions.text(
                    "WORD", "scores told apart by source, accelerator, stack, model or class", "--by")
            .completionCandidates(List.of("source", "accelerator", "stack", "model", "class"))
            .build();

    @Override
    public Help help() {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put(
                "[TABLE]",
                "measured steps, kernels or collectives as CSV, in the columns of catalog/measurements (default: training.csv)");
        return new Help(
                "./chokepoint validate [TABLE] [OPTIONS]",
                "How far our predictions are from what others measured.",
                arguments,
                List.of(new Help.Group("Scores", List.of(by)), CommonOptions.group()),
                List.of(
                        "./chokepoint validate",
                        "./chokepoint validate --by accelerator",
                        "./chokepoint validate catalog/measurements/kernels.csv --by class",
                        "./chokepoint validate my-steps.csv --format json",
                        "./chokepoint validate -o scatter.svg"),
                "");
    }

    @Override
    public ValidateQuestion question(ParseResult line) {
        return new ValidateQuestion(
                Optional.ofNullable(line.matchedPositionalValue(0, (String) null)),
                Optional.ofNullable(line.matchedOptionValue("--by", (String) null)));
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
