package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.Score;
import org.chokepoint.validation.ServedBands;
import org.chokepoint.validation.ServedFit;
import org.chokepoint.validation.Validation;

/** Answers {@link CalibrateQuestion} for a table of measured serving. */
final class CalibrateServed {
    private final Catalog catalog;
    private final CalibrateQuestion question;
    private final ServedFit fit;

    CalibrateServed(Catalog catalog, CalibrateQuestion question, ServedFit fit) {
        this.catalog = catalog;
        this.question = question;
        this.fit = fit;
    }

    CalibrateAnswer answer() {
        FittedConstants constants = new FittedConstants(fit.constants(), fit.fitted());
        boolean left = !fit.leftOut().isEmpty();
        return new CalibrateAnswer(
                CalibrateAnswer.VERSION,
                new Headline(sentence(), constants.untold(), FittedConstants.restsOn(catalog)),
                constants.all(),
                constants.pairs(),
                Calibrate.scores(fit.inSample()),
                Optional.empty(),
                Optional.of(classes(left ? Validation.ofRows(fit.leftOut()) : fit.inSample())),
                new FittedFiles(catalog, fit.constants(), fit.fitted().values())
                        .files(
                                left
                                        ? Optional.of(new CalibrateAnswer.File(
                                                ServedBands.FILE, fit.bands().text()))
                                        : Optional.empty()),
                Command.of(question));
    }

    private static CalibrateAnswer.Classes classes(Validation validation) {
        Score pooled = validation.pooled();
        List<ValidateAnswer.Scored> classes = Validate.scored(validation.scores(Validation.By.CLASS));
        return new CalibrateAnswer.Classes(pooled.p50(), pooled.p90(), classes);
    }

    private String sentence() {
        Score before = fit.before().pooled();
        Score after = fit.inSample().pooled();
        return "Fitted to " + Figure.plain(after.groups(), 7) + " figures of serving, half are within "
                + Figure.percent(after.p50(), 2) + " and nine of ten within " + Figure.percent(after.p90(), 2)
                + " (with the values of the catalog " + Figure.percent(before.p50(), 2) + " and "
                + Figure.percent(before.p90(), 2) + ").";
    }
}
