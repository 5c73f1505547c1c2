package org.chokepoint.app;

import java.util.List;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.ValidateLogReport;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.study.ValidateLogAnswer;
import org.chokepoint.study.ValidateLogQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint validate --log}: a run that has begun against the prediction of it. */
final class ValidateLogCommand implements Asking<ValidateLogAnswer> {
    private static final String LOG = "--log";
    private static final String STRATEGY = "--strategy";

    private final ValidateCommand tables;

    private final List<OptionSpec> options = List.of(
            CommonOptions.text("FILE", "output of Megatron-LM, whose step is held against the prediction", LOG)
                    .build(),
            CommonOptions.text(
                            "FILE",
                            "launch script or arguments of that run (default: the arguments that the log prints)",
                            STRATEGY)
                    .build(),
            CommonOptions.text("CHIPS", "its chips: 64xH100, or H100 where the log says how many", "--on")
                    .build(),
            CommonOptions.text("NAME", "training software (default: the newest of Megatron-Core)", "--stack")
                    .build());

    ValidateLogCommand(ValidateCommand tables) {
        this.tables = tables;
    }

    Help.Group group() {
        return new Help.Group("A run of your own", options);
    }

    /** Whether a command line asks for a log; refuses one that asks for half of it. */
    boolean isMeant(ParseResult line) {
        boolean log = line.hasMatchedOption(LOG);
        for (OptionSpec option : options) {
            if (!log && line.hasMatchedOption(option)) {
                throw new Fault(
                        Location.of(option.longestName()), "acts only beside " + LOG + ".", "add " + LOG + " FILE.");
            }
        }
        return log;
    }

    @Override
    public Help help() {
        return tables.help();
    }

    @Override
    public ValidateLogQuestion question(ParseResult line) {
        if (line.hasMatchedOption(ValidateCommand.BY)) {
            throw new Fault(
                    Location.of(ValidateCommand.BY),
                    "can't be given together with " + LOG + ".",
                    "leave one of them out.");
        }
        return new ValidateLogQuestion(
                CommonOptions.given(line, LOG).orElseThrow(),
                CommonOptions.given(line, STRATEGY),
                CommonOptions.argument(line),
                CommonOptions.given(line, "--on"),
                CommonOptions.given(line, "--stack"));
    }

    @Override
    public Report page(ValidateLogAnswer answer) {
        return ValidateLogReport.of(answer);
    }

    @Override
    public Report table(ValidateLogAnswer answer) {
        return ValidateLogReport.rows(answer);
    }

    @Override
    public List<String> notes(ValidateLogAnswer answer) {
        return answer.notes();
    }

    /** Faults of the training question behind it. */
    @Override
    public Fault placed(Fault fault, ParseResult line) {
        String at = fault.at().file();
        String own = at.equals("train") ? "validate" : at.equals("--accelerators") ? "--on" : at;
        return own.equals(at) ? fault : new Fault(Location.of(own), fault.what(), fault.maybe());
    }
}
