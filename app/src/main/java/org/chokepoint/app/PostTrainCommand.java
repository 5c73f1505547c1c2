package org.chokepoint.app;

import java.util.List;
import org.chokepoint.app.report.PostTrainReport;
import org.chokepoint.app.report.Report;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.posttraining.RlPreset;
import org.chokepoint.study.PostTrainAnswer;
import org.chokepoint.study.PostTrainQuestion;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code chokepoint train} of a published post-training run. */
final class PostTrainCommand implements Asking<PostTrainAnswer> {
    private static final String ON = "--on";
    private static final String RENT = "--rent";
    private static final String OVERLAP = "--overlap";

    private final TrainCommand train;

    private final OptionSpec overlap = CommonOptions.text(
                    "WORD", "rollouts and updates: synchronous, or asynchronous on chips of their own", OVERLAP)
            .completionCandidates(List.of("synchronous", "asynchronous"))
            .build();

    PostTrainCommand(TrainCommand train) {
        this.train = train;
    }

    Help.Group group() {
        return new Help.Group("Post-training runs, which also take --on and --rent", List.of(overlap));
    }

    /** Whether a command line names a post-training run; refuses options that act on the other kind. */
    boolean isMeant(ParseResult line) {
        String name = line.matchedPositionalValue(0, "");
        boolean named = !name.contains("/")
                && CommonOptions.catalog(line).lookUp(RlPreset.KIND, name).isPresent();
        if (!named && line.hasMatchedOption(OVERLAP)) {
            throw new Fault(
                    Location.of(OVERLAP), "acts on post-training runs only, such as deepseek-r1.", "leave it out.");
        }
        return named;
    }

    @Override
    public Help help() {
        return train.help();
    }

    @Override
    public PostTrainQuestion question(ParseResult line) {
        List<OptionSpec> other = train.pretraining();
        for (OptionSpec option : line.matchedOptions()) {
            String name = option.longestName();
            if (other.contains(option) && !List.of(ON, RENT).contains(name)) {
                throw new Fault(
                        Location.of(name), "acts on pre-training, and this is a post-training run.", "leave it out.");
            }
        }
        return new PostTrainQuestion(
                line.matchedPositionalValue(0, ""),
                CommonOptions.given(line, ON),
                CommonOptions.given(line, RENT),
                CommonOptions.given(line, OVERLAP));
    }

    @Override
    public List<String> notes(PostTrainAnswer answer) {
        return answer.evidence().notes();
    }

    @Override
    public Report page(PostTrainAnswer answer) {
        return PostTrainReport.of(answer);
    }

    @Override
    public Report table(PostTrainAnswer answer) {
        return PostTrainReport.rows(answer);
    }
}
