package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Csv;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.Band;
import org.chokepoint.validation.FittedParameters;
import org.chokepoint.validation.Measured;
import org.chokepoint.validation.ResidualBands;
import org.chokepoint.validation.Score;
import org.chokepoint.validation.ServedBands;
import org.chokepoint.validation.ServedMetric;
import org.chokepoint.validation.Sweep;
import org.chokepoint.validation.Validation;

/** Answers {@link ValidateQuestion}. */
final class Validate {
    /** The catalog's own table of training measurements. */
    static final String OWN = "measurements/training.csv";

    private final Validation validation;
    private final FittedParameters fitted;
    private final ResidualBands bands;
    private final ServedBands served;

    private Validate(Validation validation, Catalog catalog) {
        this.validation = validation;
        this.fitted = FittedParameters.of(catalog);
        this.bands = ResidualBands.of(catalog);
        this.served = ServedBands.of(catalog);
    }

    static ValidateAnswer answer(Catalog catalog, ValidateQuestion question, Progress progress) {
        Csv table = table(catalog, question.table());
        Optional<Validation.By> by = question.by().map(Validate::by);
        Validation validation = Validation.of(table, catalog, done -> progress.at(done, "predicting"));
        return new Validate(validation, catalog).answer(by, Command.of(question));
    }

    /** The table that the user names, or the catalog's own. */
    static Csv table(Catalog catalog, Optional<String> file) {
        return file.isPresent()
                ? Csv.read(file.get(), UserFile.text(file.get(), "TABLE"))
                : Csv.read(catalog.shown(OWN), catalog.table(OWN));
    }

    private static Validation.By by(String word) {
        List<String> words = new ArrayList<>();
        for (Validation.By each : Validation.By.values()) {
            String own = each.name().toLowerCase(Locale.ROOT);
            words.add(own);
            if (own.equals(word)) {
                return each;
            }
        }
        throw new Fault(
                Location.of("--by"),
                "'" + word + "' is nothing to tell scores apart by; there are " + String.join(", ", words) + ".",
                Nearest.remedy(word, words));
    }

    private ValidateAnswer answer(Optional<Validation.By> by, String command) {
        Score headline = validation.headline();
        ValidateAnswer.Summary summary = summary(headline);
        return new ValidateAnswer(
                ValidateAnswer.VERSION,
                new Headline(sentence(summary), worst(), restsOn()),
                summary,
                scored(validation.sources()),
                by.map(each -> new ValidateAnswer.Apart(
                        each.name().toLowerCase(Locale.ROOT), scored(validation.scores(each)))),
                validation.sweeps().stream().map(Validate::ordered).toList(),
                skipped(),
                validation.rows().stream().map(this::row).toList(),
                command);
    }

    private ValidateAnswer.Summary summary(Score headline) {
        Score pooled = validation.pooled();
        int eligible = validation.eligible();
        int predicted = validation.predicted();
        return new ValidateAnswer.Summary(
                validation.rows().size(),
                eligible,
                predicted,
                eligible == 0 ? 1 : (double) predicted / eligible,
                new ValidateAnswer.Fitted(fitted.l1(), fitted.l2(), fitted.l3()),
                new ValidateAnswer.Time(
                        headline.p50(),
                        headline.p90(),
                        headline.bias(),
                        validation.concordance(),
                        validation.regret(0.5),
                        validation.regret(1)),
                new ValidateAnswer.Pooled(pooled.groups(), pooled.p50(), pooled.p90()),
                new ValidateAnswer.Memory(
                        memory("allocated"),
                        memory("reserved"),
                        memory("device"),
                        validation.fits(),
                        validation.outOfMemoryFound(),
                        validation.outOfMemory()),
                bands.held(validation.rows()),
                serving());
    }

    private List<ValidateAnswer.Serving> serving() {
        if (validation.rows().stream().noneMatch(Measured::isServing)) {
            return List.of();
        }
        List<ValidateAnswer.Serving> figures = new ArrayList<>();
        for (Score score : validation.scores(Validation.By.CLASS)) {
            ServedMetric.Figure figure = ServedMetric.Figure.named(score.name());
            figures.add(new ValidateAnswer.Serving(
                    score.name(),
                    score.groups(),
                    score.p50(),
                    score.p90(),
                    score.bias(),
                    served.held(validation.rows(), figure).orElse(Double.NaN)));
        }
        return figures;
    }

    private OptionalDouble memory(String kind) {
        Score score = validation.memory(kind);
        return score.groups() == 0 ? OptionalDouble.empty() : OptionalDouble.of(score.p50());
    }

    private static String sentence(ValidateAnswer.Summary s) {
        if (s.pooled().groups() == 0) {
            return "No time of the " + s.rows() + " rows could be predicted.";
        }
        if (!s.serving().isEmpty()) {
            return serving(s);
        }
        return "Half of the times are within " + Figure.percent(s.time().p50(), 2) + " and nine of ten within "
                + Figure.percent(s.time().p90(), 2) + " of what was measured (means over sources; "
                + Figure.percent(s.pooled().p50(), 2) + " and "
                + Figure.percent(s.pooled().p90(), 2) + " over all "
                + s.pooled().groups() + " runs); "
                + s.predicted() + " of " + s.eligible() + " rows that say enough are predicted.";
    }

    private static String serving(ValidateAnswer.Summary s) {
        List<String> figures = new ArrayList<>();
        for (ValidateAnswer.Serving each : s.serving()) {
            figures.add(each.figure() + " within " + Figure.percent(each.p50(), 2) + " (nine of ten "
                    + Figure.percent(each.p90(), 2) + "; " + Figure.percent(each.bandCoverage(), 2)
                    + " in our 80 % band)");
        }
        return "Half of what was measured is " + String.join(", ", figures) + "; " + s.predicted() + " of "
                + s.eligible() + " rows that say enough are predicted.";
    }

    private String worst() {
        Optional<Score> worst = validation.sources().stream().max(Comparator.comparingDouble(Score::p50));
        return worst.map(score -> "The worst source is " + score.name() + ", where half of " + score.groups()
                        + " runs are within " + Figure.percent(score.p50(), 2) + " and our steps are "
                        + (score.bias() < 0 ? "too short" : "too long") + " by "
                        + Figure.percent(Math.abs(score.bias()), 2) + " in the median.")
                .orElse("There is nothing to compare.");
    }

    private String restsOn() {
        return "Rests on " + fitted.all() + " numbers chosen by looking at measurements: " + fitted.l1()
                + " of kernels, " + fitted.l2() + " of fabrics, " + fitted.l3() + " of stacks.";
    }

    static List<ValidateAnswer.Scored> scored(List<Score> scores) {
        return scores.stream()
                .map(s -> new ValidateAnswer.Scored(s.name(), s.groups(), s.p50(), s.p90(), s.bias()))
                .toList();
    }

    private static ValidateAnswer.Ordered ordered(Sweep s) {
        return new ValidateAnswer.Ordered(s.source(), s.job(), s.layouts(), s.pairs(), s.concordance(), s.regret());
    }

    private List<ValidateAnswer.Skipped> skipped() {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        for (Measured each : validation.rows()) {
            if (!each.outcome().counted()) {
                reasons.merge(each.outcome().skippedBecause(), 1, Integer::sum);
            }
        }
        List<ValidateAnswer.Skipped> skipped = new ArrayList<>();
        reasons.forEach((because, rows) -> skipped.add(new ValidateAnswer.Skipped(because, rows)));
        skipped.sort(Comparator.comparingInt(ValidateAnswer.Skipped::rows).reversed());
        return skipped;
    }

    private ValidateAnswer.Row row(Measured each) {
        boolean counted = each.outcome().counted();
        double predicted = each.outcome().predicted();
        Optional<Band> band = band(each);
        boolean rate = each.metric().isPresent() && each.metric().get().isRate();
        // a rate is lowest where the step is longest
        OptionalDouble lower = band.map(b -> OptionalDouble.of(rate ? predicted / b.high() : predicted * b.low()))
                .orElseGet(OptionalDouble::empty);
        OptionalDouble upper = band.map(b -> OptionalDouble.of(rate ? predicted / b.low() : predicted * b.high()))
                .orElseGet(OptionalDouble::empty);
        return new ValidateAnswer.Row(
                each.outcome().id(),
                each.outcome().source(),
                each.outcome().metric(),
                present(counted, predicted),
                each.outcome().measured(),
                present(counted && !each.isOutOfMemory(), each.outcome().logRatio()),
                lower,
                upper,
                present(counted, each.seconds()),
                each.outcome().skippedBecause());
    }

    /** The band of a step's time. */
    private Optional<Band> band(Measured each) {
        if (each.isServing()) {
            return each.figure()
                    .map(served::of)
                    .map(band -> new Band("any", true, band.runs(), band.low(), band.high()));
        }
        return each.step().filter(step -> each.isTime()).map(step -> bands.of(step.family(), step.stack()));
    }

    private static OptionalDouble present(boolean counted, double value) {
        return counted ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
