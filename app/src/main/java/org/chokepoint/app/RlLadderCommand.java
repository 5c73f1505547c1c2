package org.chokepoint.app;

import java.util.List;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.RlLadderReport;
import org.chokepoint.study.RlLadderAnswer;
import org.chokepoint.study.RlLadderQuestion;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint ladder --workload rl}. */
final class RlLadderCommand implements Asking<RlLadderAnswer> {
    private final LadderCommand training;

    RlLadderCommand(LadderCommand training) {
        this.training = training;
    }

    @Override
    public Help help() {
        return training.help();
    }

    @Override
    public RlLadderQuestion question(ParseResult line) {
        return new RlLadderQuestion(
                line.matchedPositionalValue(0, ""),
                CommonOptions.given(line, "--rungs"),
                CommonOptions.given(line, "--gpus"));
    }

    @Override
    public List<String> notes(RlLadderAnswer answer) {
        return answer.evidence().notes();
    }

    @Override
    public Report page(RlLadderAnswer answer) {
        return RlLadderReport.of(answer);
    }

    @Override
    public Report table(RlLadderAnswer answer) {
        return RlLadderReport.rows(answer);
    }
}
