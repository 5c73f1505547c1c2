package org.chokepoint.study;

import java.util.List;
import org.chokepoint.serving.Distribution;
import org.chokepoint.serving.PoolStatistics;
import org.chokepoint.serving.RequestSimulation;
import org.chokepoint.serving.RequestStatistics;
import org.chokepoint.serving.ServiceLevel;
import org.chokepoint.serving.ServingPoint;
import org.chokepoint.serving.SustainableRate;
import org.chokepoint.units.Figure;

/** Sends the requests of a question to a deployment, one by one. */
final class ServedTraffic {
    private final Serving r;
    private final Traffic traffic;
    private final ServingPoint point;
    private final RequestSimulation simulation;
    private final double aside;

    ServedTraffic(Serving r, Traffic traffic, ServingPoint point) {
        this.r = r;
        this.traffic = traffic;
        this.point = point;
        this.simulation = RequestSimulation.of(r.model().service(point.deployment(), r.load()));
        this.aside = r.model().engine().requestSeconds().value();
    }

    /**
     * What became of them.
     *
     * @throws Infeasible if they come faster than they are answered, or one fits nowhere
     */
    ServeAnswer.Simulated answer() {
        int threads = Runtime.getRuntime().availableProcessors();
        if (!simulation.holds(traffic.requests())) {
            throw new Infeasible(
                    "A request of " + Figure.plain(traffic.requests().longest(), 9)
                            + " tokens has no room in the caches of "
                            + ServeHeadline.words(point.deployment()) + ".",
                    "more chips for an instance, --cache fp8, or shorter requests.",
                    r.notes());
        }
        SustainableRate highest = SustainableRate.of(simulation, traffic.requests(), threads);
        double offered = traffic.requests().perSecond();
        boolean rated = offered < Double.POSITIVE_INFINITY;
        if (rated && !highest.sustains(offered)) {
            throw new Infeasible(
                    Figure.plain(offered, 4) + " requests a second come faster than "
                            + ServeHeadline.words(point.deployment()) + " answers them: the queue grows without end.",
                    "at most " + Figure.plain(highest.perSecond(), 3) + " a second, or "
                            + Figure.plain(Math.ceil(offered / highest.perSecond()), 6) + " times the chips.",
                    r.notes());
        }
        ServiceLevel inside = new ServiceLevel(
                Math.max(Double.MIN_NORMAL, r.level().ttftSeconds() - aside),
                r.level().tpotSeconds());
        RequestStatistics s =
                RequestStatistics.of(simulation.run(traffic.requests(), threads), inside, traffic.window());
        List<PoolStatistics> pools = s.pools();
        return new ServeAnswer.Simulated(
                traffic.words(),
                traffic.seed(),
                s.requests(),
                rated ? offered : Double.NaN,
                highest.perSecond(),
                percentiles(s.firstTokenSeconds(), aside),
                percentiles(s.outputTokenSeconds(), 0),
                percentiles(s.endToEndSeconds(), aside),
                percentiles(s.queueSeconds(), aside),
                s.requestsPerSecond(),
                s.outputTokensPerSecond() / r.chips(),
                s.goodPerSecond(),
                s.goodShare(),
                s.concurrency(),
                pools.stream().mapToDouble(PoolStatistics::utilisation).max().orElse(0),
                pools.stream().mapToDouble(PoolStatistics::cachePeakShare).max().orElse(0),
                pools.stream().mapToLong(PoolStatistics::preemptions).sum(),
                pools.stream()
                        .mapToDouble(PoolStatistics::longestGapSeconds)
                        .max()
                        .orElse(0));
    }

    private static ServeAnswer.Percentiles percentiles(Distribution d, double more) {
        return new ServeAnswer.Percentiles(d.mean() + more, d.p50() + more, d.p95() + more, d.p99() + more);
    }
}
