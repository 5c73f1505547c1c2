package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.chokepoint.DocBlock;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/** The hour of 100 requests a second that RequestBenchmark times, and the table of docs/model/requests.md. */
final class RequestHourTest {
    private static final IterationTime TIME = new LinearTime(8e-3, 2e-5, 1.2e-9, 1e-5, 2e-10);
    private static final Scheduler SCHEDULER = Scheduler.chunked(512, 2048, 1_000_000, 16);
    private static final ServiceLevel LEVEL = new ServiceLevel(0.1, 0.016);
    private static final double PER_SECOND = 100;
    private static final int REQUESTS = 360_000;

    private static final Lengths ABOUT_1K = new Lengths.Uniform(800, 1200);

    private final Requests poisson = Requests.draw(new Arrivals.Poisson(PER_SECOND), ABOUT_1K, ABOUT_1K, REQUESTS, 1);
    private final Requests bursty = Requests.draw(new Arrivals.Gamma(PER_SECOND, 4), ABOUT_1K, ABOUT_1K, REQUESTS, 1);
    private final StringBuilder table = new StringBuilder();

    @Test
    void anHourOfRequests() {
        table.append("| service | arrivals | highest rate | TTFT p50 | p99 | TPOT p50 | p99 | good | iterations |\n");
        table.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        Service eight = pool(8, SCHEDULER, Dispatch.ROUND_ROBIN);
        assertThat(row("8 in turn", eight, "Poisson", poisson).pools().get(0).iterations())
                .isBetween(1_000_000L, 10_000_000L);
        row("8 in turn", eight, "gamma, variation 4", bursty);
        row("8, fewest outstanding", pool(8, SCHEDULER, Dispatch.FEWEST_OUTSTANDING), "gamma, variation 4", bursty);
        row(
                "8, prompts first",
                pool(8, SCHEDULER.with(Batching.PROMPTS_FIRST), Dispatch.ROUND_ROBIN),
                "Poisson",
                poisson);
        Pool decode = new Pool(TIME, SCHEDULER, 6, Dispatch.ROUND_ROBIN);
        Service split = new Service.Disaggregated(decode.with(2), new CacheTransfer(5e-3, 2e-6), decode);
        row("2 for prompts, 6 for decodes", split, "Poisson", poisson);
        row("5 in turn", pool(5, SCHEDULER, Dispatch.ROUND_ROBIN), "Poisson", poisson);
        DocBlock.check("docs/model/requests.md", "hour", table.toString());
    }

    private static Service pool(int instances, Scheduler scheduler, Dispatch dispatch) {
        return Services.some(TIME, scheduler, instances, dispatch);
    }

    private RequestStatistics row(String name, Service service, String arrivals, Requests requests) {
        RequestSimulation simulation = RequestSimulation.of(service);
        RequestStatistics all = RequestStatistics.of(simulation.run(requests, 1), LEVEL);
        SustainableRate highest = SustainableRate.of(simulation, requests.atOnce(20_000), 1);
        long iterations =
                all.pools().stream().mapToLong(PoolStatistics::iterations).sum();
        table.append("| ").append(name).append(" | ").append(arrivals);
        table.append(" | ").append(Figure.plain(highest.perSecond(), 3));
        for (Distribution each : new Distribution[] {all.firstTokenSeconds(), all.outputTokenSeconds()}) {
            table.append(" | ").append(Figure.duration(each.p50(), 3));
            table.append(" | ").append(Figure.duration(each.p99(), 3));
        }
        table.append(" | ").append(Figure.percent(all.goodShare(), 3));
        table.append(String.format(Locale.ROOT, " | %,d |%n", iterations));
        return all;
    }
}
