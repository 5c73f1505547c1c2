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
import org.chokepoint.validation.Fitted;
import org.chokepoint.validation.FittedParameters;
import org.chokepoint.validation.ResidualBands;
import org.chokepoint.validation.Score;
import org.chokepoint.validation.Validation;
import org.chokepoint.validation.Watch;

/** Answers {@link CalibrateQuestion}. */
final class Calibrate {
    private static final double TOGETHER = 0.7;

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
        CalibrationFit fit = own
                ? CalibrationFit.ofCluster(tables(question.myCluster().get()), catalog, threads(), watch)
                : CalibrationFit.of(
                        Validate.table(catalog, question.table()),
                        catalog,
                        layers(question),
                        leavesOut(question),
                        threads(),
                        watch);
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
        Optional<String> what = question.leaveOneOut();
        if (what.isPresent() && !what.get().equals("source")) {
            throw new Fault(Location.of("--leave-one-out"), "'" + what.get() + "' can't be left out.", "source.");
        }
        return what.isPresent();
    }

    private CalibrateAnswer answer() {
        CalibrateAnswer.Scores inSample = scores(fit.inSample());
        return new CalibrateAnswer(
                CalibrateAnswer.VERSION,
                new Headline(sentence(inSample), untold(), restsOn()),
                constants(),
                pairs(),
                inSample,
                fit.leftOut().isEmpty() ? Optional.empty() : Optional.of(leftOut()),
                new FittedFiles(catalog, fit).files(),
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

    private String untold() {
        Fitted fitted = fit.fitted();
        List<String> untold = new ArrayList<>();
        for (int p = 0; p < fit.constants().size(); p++) {
            if (!fitted.identified()[p]) {
                untold.add(name(p));
            }
        }
        return untold.isEmpty()
                ? "The measurements tell every constant."
                : "The measurements don't tell " + String.join("; ", untold) + ": they stay where they were expected.";
    }

    private String restsOn() {
        FittedParameters all = FittedParameters.of(catalog);
        return "Rests on priors from physical ranges; " + all.all()
                + " numbers of the models were chosen by looking at measurements.";
    }

    private String name(int p) {
        CalibrationFit.Constant constant = fit.constants().get(p);
        return constant.key() + " of " + String.join(", ", constant.holders());
    }

    private List<CalibrateAnswer.Constant> constants() {
        Fitted fitted = fit.fitted();
        List<CalibrateAnswer.Constant> constants = new ArrayList<>();
        for (int p = 0; p < fit.constants().size(); p++) {
            CalibrationFit.Constant own = fit.constants().get(p);
            constants.add(new CalibrateAnswer.Constant(
                    own.layer(),
                    own.key(),
                    own.holders(),
                    fitted.values()[p],
                    own.before(),
                    fitted.parameters().get(p).low(),
                    fitted.parameters().get(p).high(),
                    fitted.spreads()[p],
                    fitted.identified()[p],
                    own.why()));
        }
        return constants;
    }

    private List<CalibrateAnswer.Pair> pairs() {
        List<CalibrateAnswer.Pair> pairs = new ArrayList<>();
        double[][] correlations = fit.fitted().correlations();
        for (int p = 0; p < correlations.length; p++) {
            for (int q = 0; q < p; q++) {
                if (Math.abs(correlations[p][q]) >= TOGETHER) {
                    pairs.add(new CalibrateAnswer.Pair(name(q), name(p), correlations[p][q]));
                }
            }
        }
        return pairs;
    }

    private static CalibrateAnswer.Scores scores(Validation validation) {
        Score headline = validation.headline();
        return new CalibrateAnswer.Scores(
                headline.p50(), headline.p90(), headline.bias(), Validate.scored(validation.sources()));
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
