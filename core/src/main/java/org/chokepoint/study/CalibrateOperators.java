package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.OperatorFit;
import org.chokepoint.validation.Score;
import org.chokepoint.validation.Validation;

/** Answers {@link CalibrateQuestion} for a table of kernels or collectives. */
final class CalibrateOperators {
    private final Catalog catalog;
    private final CalibrateQuestion question;
    private final OperatorFit fit;

    CalibrateOperators(Catalog catalog, CalibrateQuestion question, OperatorFit fit) {
        this.catalog = catalog;
        this.question = question;
        this.fit = fit;
    }

    CalibrateAnswer answer() {
        FittedConstants constants = new FittedConstants(fit.constants(), fit.fitted());
        return new CalibrateAnswer(
                CalibrateAnswer.VERSION,
                new Headline(sentence(), constants.untold(), FittedConstants.restsOn(catalog)),
                constants.all(),
                constants.pairs(),
                Calibrate.scores(fit.inSample()),
                Optional.empty(),
                fit.leftOut().isEmpty() ? Optional.empty() : Optional.of(classes()),
                List.of(),
                Command.of(question));
    }

    private String sentence() {
        Score before = fit.before().pooled();
        Score after = fit.inSample().pooled();
        String fitted = "Fitted to " + Figure.plain(after.groups(), 7) + " times, half are within "
                + Figure.percent(after.p50(), 2) + " and nine of ten within " + Figure.percent(after.p90(), 2)
                + " (with the values of the catalog " + Figure.percent(before.p50(), 2) + " and "
                + Figure.percent(before.p90(), 2) + ")";
        if (fit.leftOut().isEmpty()) {
            return fitted + ".";
        }
        Score unseen = Validation.ofRows(fit.leftOut()).pooled();
        return fitted + "; of those whose " + question.leaveOneOut().orElseThrow() + " the fit had not seen, "
                + Figure.percent(unseen.p50(), 2) + " and " + Figure.percent(unseen.p90(), 2) + ".";
    }

    private CalibrateAnswer.Classes classes() {
        Validation unseen = Validation.ofRows(fit.leftOut());
        Score all = unseen.pooled();
        return new CalibrateAnswer.Classes(all.p50(), all.p90(), Validate.scored(unseen.scores(Validation.By.CLASS)));
    }
}
