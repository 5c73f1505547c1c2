package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.CalibrationFit;
import org.chokepoint.validation.InferenceTable;
import org.chokepoint.validation.OperatorFit;
import org.chokepoint.validation.ResidualBands;
import org.chokepoint.validation.Score;
import org.chokepoint.validation.ServedFit;
import org.chokepoint.validation.Validation;
import org.chokepoint.validation.Watch;

/** Answers {@link CalibrateQuestion}. */
final class Calibrate {
    private final Catalog catalog;
    private final CalibrateQuestion question;
    private final CalibrationFit fit;

    private Calibrate(Catalog catalog, CalibrateQuestion question, CalibrationFit fit) {
        this.catalog = catalog;
        this.question = question;
        this.fit = fit;
    }

    static CalibrateAnswer answer(Catalog catalog, CalibrateQuestion question, Progress progress) {
        boolean own = question.myCluster().isPresent();
        if (own
                && (question.table().isPresent()
                        || question.layers().isPresent()
                        || question.leaveOneOut().isPresent())) {
            throw new Fault(
                    Location.of("--my-cluster"),
                    "moves constants of a fabric and a stack only, so it stands alone.",
                    "leave the table, --layers and --leave-one-out out.");
        }
        Watch watch = (share, doing) -> {
            progress.at(share, doing);
            return !progress.cancelled();
        };
        if (own) {
            List<Csv> tables = tables(question.myCluster().get());
            CalibrationFit fit = CalibrationFit.ofCluster(tables, catalog, threads(), watch);
            return new Calibrate(catalog, question, fit).answer();
        }
        Csv table = Validate.table(catalog, question.table());
        if (InferenceTable.holds(table)) {
            return new CalibrateServed(
                            catalog, question, ServedFit.of(table, catalog, leavesOut(question), threads(), watch))
                    .answer();
        }
        if (OperatorFit.fits(table)) {
            return new CalibrateOperators(
                            catalog, question, OperatorFit.of(table, catalog, without(question), threads(), watch))
                    .answer();
        }
        CalibrationFit fit = CalibrationFit.of(table, catalog, layers(question), leavesOut(question), threads(), watch);
        return new Calibrate(catalog, question, fit).answer();
    }

    private static List<Csv> tables(String files) {
        return Arrays.stream(files.split(",", -1))
                .map(file -> Csv.read(file.strip(), UserFile.text(file.strip(), "--my-cluster")))
                .toList();
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static List<String> layers(CalibrateQuestion question) {
        List<String> layers = question.layers()
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList())
                .orElse(CalibrationFit.LAYERS);
        for (String layer : layers) {
            if (!CalibrationFit.LAYERS.contains(layer)) {
                throw new Fault(
                        Location.of("--layers"),
                        "there is no layer '" + layer + "'; there are " + String.join(", ", CalibrationFit.LAYERS)
                                + ".",
                        Nearest.remedy(layer, CalibrationFit.LAYERS));
            }
        }
        return layers;
    }

    private static boolean leavesOut(CalibrateQuestion question) {
        OperatorFit.Without what = without(question);
        if (what == OperatorFit.Without.SHAPE) {
            throw new Fault(
                    Location.of("--leave-one-out"), "steps have no shape; 'source' can be left out.", "source.");
        }
        return what == OperatorFit.Without.SOURCE;
    }

    private static OperatorFit.Without without(CalibrateQuestion question) {
        switch (question.leaveOneOut().orElse("")) {
            case "":
                return OperatorFit.Without.NOTHING;
            case "source":
                return OperatorFit.Without.SOURCE;
            case "shape":
                return OperatorFit.Without.SHAPE;
            default:
                throw new Fault(
                        Location.of("--leave-one-out"),
                        "'" + question.leaveOneOut().get() + "' can't be left out.",
                        Nearest.remedy(question.leaveOneOut().get(), List.of("source", "shape")));
        }
    }

    private CalibrateAnswer answer() {
        CalibrateAnswer.Scores inSample = scores(fit.inSample());
        FittedConstants constants = new FittedConstants(fit.constants(), fit.fitted());
        return new CalibrateAnswer(
                CalibrateAnswer.VERSION,
                new Headline(sentence(inSample), constants.untold(), FittedConstants.restsOn(catalog)),
                constants.all(),
                constants.pairs(),
                inSample,
                fit.leftOut().isEmpty() ? Optional.empty() : Optional.of(leftOut()),
                Optional.empty(),
                new FittedFiles(catalog, fit.constants(), fit.fitted().values()).files(bands()),
                Command.of(question));
    }

    private String sentence(CalibrateAnswer.Scores after) {
        Score before = fit.before().headline();
        int collectives = fit.inSample().operators();
        int steps = fit.inSample().pooled().groups() - collectives;
        List<String> what = new ArrayList<>();
        if (steps > 0) {
            what.add(Figure.plain(steps, 7) + " measured steps");
        }
        if (collectives > 0) {
            what.add(Figure.plain(collectives, 7) + " timed collectives");
        }
        return "Fitted to " + String.join(" and ", what) + ", half of the "
                + (collectives > 0 ? "times" : "step times") + " are within "
                + Figure.percent(after.p50(), 2) + " and nine of ten within " + Figure.percent(after.p90(), 2)
                + " (means over sources; before " + Figure.percent(before.p50(), 2) + " and "
                + Figure.percent(before.p90(), 2) + ").";
    }

    static CalibrateAnswer.Scores scores(Validation validation) {
        Score headline = validation.headline();
        return new CalibrateAnswer.Scores(
                headline.p50(), headline.p90(), headline.bias(), Validate.scored(validation.sources()));
    }

    private Optional<CalibrateAnswer.File> bands() {
        return fit.leftOut().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new CalibrateAnswer.File(ResidualBands.FILE, fit.bands().text()));
    }

    private CalibrateAnswer.LeftOut leftOut() {
        ResidualBands bands = fit.bands();
        return new CalibrateAnswer.LeftOut(
                scores(fit.leftOut(true)),
                scores(fit.leftOut(false)),
                bands.all().stream()
                        .map(band -> new CalibrateAnswer.Band(
                                band.family(), band.covered(), band.runs(), band.low(), band.high()))
                        .collect(Collectors.toList()),
                fit.bandCoverage());
    }
}
