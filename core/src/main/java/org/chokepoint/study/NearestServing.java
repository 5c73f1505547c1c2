package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.model.Storage;
import org.chokepoint.serving.DeploymentSearch;
import org.chokepoint.serving.Formats;
import org.chokepoint.serving.FoundDeployments;
import org.chokepoint.serving.Operation;
import org.chokepoint.serving.ServiceLevel;
import org.chokepoint.serving.ServingPoint;
import org.chokepoint.units.Figure;

/** What would have to change for a question about serving to have an answer. */
final class NearestServing {
    private static final int MOST_CHIPS = 1 << 13;

    /** Formats by width, from which on a narrower one is looked for. */
    private static final List<Storage> NARROWER = List.of(Storage.FP8, Storage.FP4);

    private final Serving r;
    private final FoundDeployments found;

    NearestServing(Serving r, FoundDeployments found) {
        this.r = r;
        this.found = found;
    }

    /** Refuses a question that no deployment answers. */
    void require(List<ServingPoint> kept) {
        if (found.points().isEmpty()) {
            throw tooLarge();
        }
        if (kept.isEmpty()) {
            throw r.concurrency().isPresent() ? tooMany(r.concurrency().getAsDouble()) : tooFast();
        }
        double offered =
                r.traffic().map(traffic -> traffic.requests().perSecond()).orElse(0.0);
        if (offered < Double.POSITIVE_INFINITY
                && offered > kept.get(0).operation().requestsPerSecond()) {
            throw tooOften(kept.get(0), offered);
        }
    }

    private String on() {
        return Figure.plain(r.chips(), 7) + " " + r.model().machine().chip().id();
    }

    private Infeasible tooLarge() {
        List<String> nearest = new ArrayList<>();
        OptionalInt chips = fewest();
        chips.ifPresent(number ->
                nearest.add("--on " + number + "x" + r.model().machine().chip().id()));
        narrower().ifPresent(format -> nearest.add("--weights " + format.label()));
        List<String> why = new ArrayList<>();
        found.ruledOut().forEach((reason, layouts) -> why.add(reason + " (" + layouts + " layouts)"));
        return infeasible(
                r.model().network().id() + " in " + r.checkpoint().label() + " can't be served on " + on() + ": "
                        + String.join("; ", why) + ".",
                nearest.isEmpty()
                        ? "leave the layout to the search, or shorter lengths."
                        : String.join(", or ", nearest) + ".");
    }

    /** Fewest chips, more than there are, on which some layout has room. */
    private OptionalInt fewest() {
        for (int chips = Integer.highestOneBit(r.chips()) * 2; chips <= MOST_CHIPS; chips *= 2) {
            if (DeploymentSearch.fits(r.model(), r.load(), chips, r.space())) {
                return OptionalInt.of(chips);
            }
        }
        return OptionalInt.empty();
    }

    private Optional<Storage> narrower() {
        return NARROWER.stream()
                .filter(format -> format.bytes() < r.checkpoint().bytes())
                .filter(format -> DeploymentSearch.fits(r.model(), r.load(), r.chips(), in(format)))
                .findFirst();
    }

    private DeploymentSearch.Space in(Storage format) {
        DeploymentSearch.Space s = r.space();
        return new DeploymentSearch.Space(
                Formats.of(
                        format,
                        s.formats().cache(),
                        r.model().network(),
                        r.model().machine().chip()),
                s.speculation(),
                s.expertLoad(),
                s.overlap(),
                s.disaggregated(),
                s.aggregated(),
                s.tensorParallel(),
                s.dataParallel(),
                s.pipelineParallel(),
                s.expertParallel());
    }

    /** No layout is fast enough even for a single request, or not for both limits at once. */
    private Infeasible tooFast() {
        ServingPoint quickest = found.least(Operation::tpotSeconds).orElseThrow();
        ServingPoint soonest = found.least(Operation::ttftSeconds).orElseThrow();
        ServingPoint nearest = found.least(r.level()::exceeded).orElseThrow();
        return infeasible(
                "No deployment on " + on() + " keeps " + promised() + ": the least per token is "
                        + Figure.duration(quickest.operation().tpotSeconds(), 3) + " ("
                        + ServeHeadline.words(quickest.deployment()) + "), the least to the first token "
                        + Figure.duration(soonest.operation().ttftSeconds(), 3) + " ("
                        + ServeHeadline.words(soonest.deployment()) + ").",
                limits(nearest.operation()) + ", which " + ServeHeadline.words(nearest.deployment()) + " keeps with "
                        + Figure.count(nearest.outputTokensPerSecond() / r.chips(), 3) + " output tokens/s/GPU.");
    }

    private String promised() {
        List<String> limits = new ArrayList<>();
        if (r.level().ttftSeconds() < Double.POSITIVE_INFINITY) {
            limits.add(Figure.duration(r.level().ttftSeconds(), 3) + " to the first token");
        }
        if (r.level().tpotSeconds() < Double.POSITIVE_INFINITY) {
            limits.add(Figure.duration(r.level().tpotSeconds(), 3) + " per token");
        }
        return String.join(" and ", limits);
    }

    /** Options for limits that an operation keeps, those that it keeps already as they are. */
    private String limits(Operation o) {
        ServiceLevel level = r.level();
        List<String> options = new ArrayList<>();
        if (level.ttftSeconds() < Double.POSITIVE_INFINITY) {
            options.add("--ttft " + written(Math.max(level.ttftSeconds(), o.ttftSeconds())));
        }
        if (level.tpotSeconds() < Double.POSITIVE_INFINITY) {
            options.add("--tpot " + written(Math.max(level.tpotSeconds(), o.tpotSeconds())));
        }
        return String.join(" ", options);
    }

    /** Milliseconds, rounded up to three digits so that the limit is kept. */
    private static String written(double seconds) {
        double unit = 1;
        while (seconds * 1e3 / unit > 1000) {
            unit *= 10;
        }
        while (seconds * 1e3 / unit <= 100) {
            unit /= 10;
        }
        return Figure.json(Math.ceil(seconds * 1e3 / unit - 1e-9) * unit, 6) + "ms";
    }

    /** As many requests at once break the level of service. */
    private Infeasible tooMany(double concurrency) {
        FoundDeployments any = DeploymentSearch.of(r.model(), r.load(), r.chips(), r.space(), OptionalDouble.empty());
        List<ServingPoint> kept = any.kept(r.level());
        if (kept.isEmpty()) {
            return new NearestServing(r, any).tooFast();
        }
        double most = kept.stream()
                .mapToDouble(each -> each.operation().concurrency())
                .max()
                .orElseThrow();
        return infeasible(
                Figure.count(concurrency, 4) + " requests at once are more than " + on() + " serve within " + promised()
                        + ".",
                "--concurrency " + Figure.json(Math.floor(most)) + ", or --on " + chips(concurrency / Math.floor(most))
                        + ".");
    }

    private Infeasible tooOften(ServingPoint best, double offered) {
        double most = best.operation().requestsPerSecond();
        String rate = Figure.json(Math.floor(most * 100) / 100);
        boolean listed = r.traffic().map(Traffic::seed).orElse(0) == 0;
        return infeasible(
                Figure.plain(offered, 4) + " requests a second are more than " + on() + " answer: at most "
                        + Figure.plain(most, 3) + " on " + ServeHeadline.words(best.deployment()) + ".",
                (listed ? rate + " a second" : "--rate " + rate) + ", or --on " + chips(offered / most) + ".");
    }

    /** So many times the chips, in whole copies of what there is. */
    private String chips(double times) {
        return Figure.json(Math.ceil(times) * r.chips()) + "x"
                + r.model().machine().chip().id();
    }

    private Infeasible infeasible(String what, String nearest) {
        return new Infeasible(what, nearest, r.notes());
    }
}
