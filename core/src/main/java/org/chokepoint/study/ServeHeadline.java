package org.chokepoint.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.serving.Deployment;
import org.chokepoint.serving.FoundDeployments;
import org.chokepoint.serving.Instance;
import org.chokepoint.serving.ServiceLevel;
import org.chokepoint.serving.ServingPoint;
import org.chokepoint.units.Figure;

/** Writes the sentences of an answer about serving. */
final class ServeHeadline {
    /** Share of the room for sequences from which on it is full. */
    private static final double FULL = 0.98;

    private final Serving r;
    private final FoundDeployments found;
    private final List<ServingPoint> kept;
    private final ServingBands bands;

    ServeHeadline(Serving r, FoundDeployments found, List<ServingPoint> kept, ServingBands bands) {
        this.r = r;
        this.found = found;
        this.kept = kept;
        this.bands = bands;
    }

    Headline of(ServeAnswer.Cost cost, double room, Evidence evidence) {
        return new Headline(answer(cost), flips(room), Headlines.restsOn(evidence));
    }

    private String answer(ServeAnswer.Cost cost) {
        ServingPoint best = kept.get(0);
        double each = best.outputTokensPerSecond() / r.chips();
        String dollars = Double.isNaN(cost.usdPerGpuHour())
                ? ""
                : ", at " + Figure.usd(cost.usdPerMillionOutputTokens(), 3) + " per million output tokens";
        return r.model().network().id() + " (" + r.checkpoint().label() + ") on " + Figure.plain(r.chips(), 7) + " "
                + r.model().machine().chip().name() + ", "
                + tokens(r.load().inputTokens())
                + " tokens in and " + tokens(r.load().outputTokens()) + " out: " + Figure.count(each, 3)
                + " output tokens/s/GPU (80 % band "
                + Figure.count(each * bands.output().low(), 3) + " to "
                + Figure.count(each * bands.output().high(), 3) + ") at "
                + Figure.duration(best.operation().tpotSeconds(), 3) + " per token and "
                + Figure.duration(best.operation().ttftSeconds(), 3) + " to the first, with "
                + Figure.count(best.operation().concurrency(), 3) + " requests at once on " + words(best.deployment())
                + dollars + ".";
    }

    private static String tokens(double mean) {
        return Figure.plain(Math.rint(mean), 9);
    }

    /** A deployment in words: instances and their split. */
    static String words(Deployment d) {
        String generate = split(d.instance(), d.instances());
        return d.prefill()
                .map(reads -> split(reads, d.prefills()) + " for prompts and " + generate + " to generate")
                .orElse(generate);
    }

    private static String split(Instance i, int instances) {
        List<String> words = new ArrayList<>(List.of("TP " + i.tensorParallel()));
        if (i.dataParallel() > 1) {
            words.add("DP " + i.dataParallel());
        }
        if (i.pipelineParallel() > 1) {
            words.add("PP " + i.pipelineParallel());
        }
        if (i.expertParallel() > 1) {
            words.add("EP " + i.expertParallel());
        }
        return (instances > 1 ? Figure.plain(instances, 7) + " × (" : "")
                + String.join(", ", words)
                + (instances > 1 ? ")" : "");
    }

    private String flips(double room) {
        String binds = binds(room);
        String next = kept.size() < 2
                ? found.points().size() > 1
                        ? " No other deployment keeps it."
                        : " It is the only deployment that can be run."
                : " Next is " + words(kept.get(1).deployment()) + " with " + Figure.percent(less(kept.get(1)), 2)
                        + " less.";
        String moves = bands.widest().isEmpty()
                ? ""
                : " What would move it most: " + bands.meaning(r.model().engine()) + ", over whose range it is "
                        + Figure.count(each(bands.widestRange().low()), 3) + " to "
                        + Figure.count(each(bands.widestRange().high()), 3) + ".";
        return binds + next + moves;
    }

    private double each(double factor) {
        return kept.get(0).outputTokensPerSecond() / r.chips() * factor;
    }

    private double less(ServingPoint other) {
        return 1 - other.outputTokensPerSecond() / kept.get(0).outputTokensPerSecond();
    }

    /** The limit, or the resource, that keeps output from being more. */
    private String binds(double room) {
        Optional<String> tpot = without(new ServiceLevel(r.level().ttftSeconds(), Double.POSITIVE_INFINITY));
        Optional<String> ttft =
                without(new ServiceLevel(Double.POSITIVE_INFINITY, r.level().tpotSeconds()));
        if (tpot.isPresent()) {
            return "The limit of " + Figure.duration(r.level().tpotSeconds(), 3) + " per token binds: without it, "
                    + tpot.get() + ".";
        }
        if (ttft.isPresent()) {
            return "The limit of " + Figure.duration(r.level().ttftSeconds(), 3)
                    + " to the first token binds: without it, " + ttft.get() + ".";
        }
        if (r.concurrency().isPresent()) {
            return "The number of requests at once is what was asked for.";
        }
        return kept.get(0).operation().decoding() > FULL * room
                ? "Room for caches binds: " + Figure.count(room, 3) + " sequences."
                : "More requests at once would bring no more.";
    }

    /** What there would be under another level, if it is more. */
    private Optional<String> without(ServiceLevel level) {
        return found.kept(level).stream()
                .findFirst()
                .filter(other -> other.outputTokensPerSecond() > kept.get(0).outputTokensPerSecond())
                .map(other -> Figure.count(other.outputTokensPerSecond() / r.chips(), 3) + " at "
                        + Figure.duration(other.operation().tpotSeconds(), 3) + " and "
                        + Figure.duration(other.operation().ttftSeconds(), 3) + " to the first");
    }
}
