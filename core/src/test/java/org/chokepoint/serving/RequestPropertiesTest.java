package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.Draw;
import org.junit.jupiter.api.Test;

/** What holds of any run. */
final class RequestPropertiesTest {
    private static final int CASES = 60;
    private static final LinearTime TIME = new LinearTime(8e-3, 2e-5, 1.2e-9, 1e-5, 1e-10);

    private static Requests drawn(Draw draw, int users) {
        Arrivals arrivals = users > 0
                ? new Arrivals.Closed(users)
                : draw.any(
                        new Arrivals.Poisson(draw.spread(1, 50)),
                        new Arrivals.Gamma(draw.spread(1, 50), draw.spread(0.2, 4)),
                        new Arrivals.Even(draw.spread(1, 50)),
                        new Arrivals.AtOnce());
        Lengths input = draw.any(new Lengths.Uniform(1, 900), new Lengths.LogNormal(300, 1.2, 4000));
        Lengths output = draw.any(new Lengths.Fixed(40), new Lengths.LogNormal(60, 0.8, 900));
        return Requests.draw(arrivals, input, output, 300, draw.between(0, 9));
    }

    private static Scheduler scheduler(Draw draw) {
        return Scheduler.chunked(draw.between(4, 64), 256, draw.between(5000, 30_000), 16)
                .with(draw.any(Batching.values()))
                .with(draw.any(Speculation.NONE, new Speculation(2, 2.3, false)));
    }

    private static Service service(Draw draw) {
        Dispatch dispatch = draw.any(Dispatch.values());
        Pool pool = new Pool(TIME, scheduler(draw), draw.between(1, 5), dispatch);
        if (draw.chance(0.5)) {
            return new Service.Aggregated(pool);
        }
        return new Service.Disaggregated(
                pool, new CacheTransfer(draw.any(0.0, 0.01), draw.any(0.0, 1e-5)), pool.with(draw.between(1, 5)));
    }

    @Test
    void meanConcurrencyIsRateTimesMeanTime() {
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("little", i);
            Requests requests = drawn(draw, draw.any(0, draw.between(1, 40)));
            ServedRequests served = Services.run(service(draw), requests);
            RequestStatistics all = RequestStatistics.of(served, ServiceLevel.NONE);
            double product = all.requestsPerSecond() * all.endToEndSeconds().mean();
            assertThat(all.concurrency()).as("case " + i).isEqualTo(product, within(1e-9 * product));
        }
    }

    @Test
    void everyTokenIsGivenOutOnceAndEveryPromptWorkedOn() {
        long preemptions = 0;
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("tokens", i);
            Requests requests = drawn(draw, draw.any(0, draw.between(1, 40)));
            Pool pool = new Pool(TIME, scheduler(draw), draw.between(1, 3), Dispatch.ROUND_ROBIN);
            InstanceTotals totals = Services.run(new Service.Aggregated(pool), requests)
                    .totals()
                    .get(0);
            assertThat(totals.generatedTokens()).isEqualTo(requests.totalOutputTokens());
            if (totals.preemptions() == 0) {
                assertThat(totals.promptTokens()).isEqualTo(requests.totalInputTokens());
            } else {
                assertThat(totals.promptTokens()).isGreaterThan(requests.totalInputTokens());
            }
            assertThat(totals.peakBlocks()).isLessThanOrEqualTo(pool.scheduler().cacheBlocks());
            preemptions += totals.preemptions();
        }
        assertThat(preemptions).isPositive();
    }

    @Test
    void timesOfARequestAreInOrder() {
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("order", i);
            ServedRequests served = Services.run(service(draw), drawn(draw, draw.any(0, 7)));
            for (int j = 0; j < served.size(); j++) {
                assertThat(served.queueSeconds(j)).isNotNegative();
                assertThat(served.firstTokenSeconds(j)).isGreaterThan(served.queueSeconds(j));
                assertThat(served.endToEndSeconds(j)).isGreaterThanOrEqualTo(served.firstTokenSeconds(j));
            }
        }
    }

    @Test
    void usersKeepAsManyRequestsUnderWay() {
        Requests requests = Requests.draw(
                new Arrivals.Closed(12), new Lengths.Uniform(1, 900), new Lengths.Uniform(1, 90), 4000, 3);
        for (int instances : new int[] {1, 3}) {
            Service service =
                    Services.some(TIME, Scheduler.chunked(64, 512, 90_000, 16), instances, Dispatch.ROUND_ROBIN);
            RequestStatistics all = RequestStatistics.of(Services.run(service, requests), ServiceLevel.NONE);
            assertThat(all.concurrency()).isBetween(11.6, 12.0);
        }
    }

    @Test
    void whatUsersSendIsAnsweredAlikeWhenItComesByItself() {
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("replay", i);
            Service service = service(draw);
            if (service instanceof Service.Aggregated aggregated) {
                service = new Service.Aggregated(aggregated.pool().with(1));
            }
            ServedRequests users = Services.run(service, drawn(draw, draw.between(1, 40)));
            List<Request> sent = new ArrayList<>();
            for (int j = 0; j < users.size(); j++) {
                sent.add(users.request(j));
            }
            ServedRequests again = Services.run(service, Requests.of(sent));
            assertThat(Services.told(again)).as("case " + i).isEqualTo(Services.told(users));
            assertThat(again.totals()).as("case " + i).isEqualTo(users.totals());
        }
    }

    @Test
    void threadsDontShowAndSeedsDo() {
        for (int i = 0; i < 6; i++) {
            Draw draw = new Draw("threads", i);
            Requests requests = drawn(draw, 0);
            Service service = service(draw);
            ServedRequests one = RequestSimulation.of(service).run(requests, 1);
            for (int threads : new int[] {2, 5}) {
                ServedRequests more = RequestSimulation.of(service).run(requests, threads);
                assertThat(Services.told(more)).isEqualTo(Services.told(one));
                assertThat(more.totals()).isEqualTo(one.totals());
            }
        }
        Arrivals arrivals = new Arrivals.Poisson(20);
        Service service = Services.one(TIME, Scheduler.chunked(64, 512, 90_000, 16));
        Requests first = Requests.draw(arrivals, new Lengths.Fixed(9), new Lengths.Fixed(9), 50, 1);
        Requests again = Requests.draw(arrivals, new Lengths.Fixed(9), new Lengths.Fixed(9), 50, 1);
        Requests other = Requests.draw(arrivals, new Lengths.Fixed(9), new Lengths.Fixed(9), 50, 2);
        assertThat(Services.told(Services.run(service, again))).isEqualTo(Services.told(Services.run(service, first)));
        assertThat(Services.told(Services.run(service, other)))
                .isNotEqualTo(Services.told(Services.run(service, first)));
    }

    @Test
    void chunksBoundTheTimeBetweenTokens() {
        Requests requests =
                Requests.draw(new Arrivals.Poisson(4), new Lengths.Uniform(1000, 8000), new Lengths.Fixed(200), 400, 1);
        Scheduler chunked = Scheduler.chunked(64, 512, 600_000, 16);
        double iteration = TIME.seconds(64, 64 * 8200.0, 448, 448 * 8000.0);
        ServedRequests cut = Services.run(Services.one(TIME, chunked), requests);
        assertThat(cut.totals().get(0).longestGapSeconds()).isLessThan(iteration);
        ServedRequests whole = Services.run(Services.one(TIME, chunked.with(Batching.PROMPTS_FIRST)), requests);
        assertThat(whole.totals().get(0).longestGapSeconds()).isGreaterThan(3 * iteration);
    }

    @Test
    void firstTokensOfSplitPoolsDontKnowHowManyDecode() {
        Requests requests =
                Requests.draw(new Arrivals.Poisson(10), new Lengths.Uniform(500, 1500), new Lengths.Fixed(200), 500, 1);
        Pool prefill = new Pool(TIME, Scheduler.chunked(64, 2048, 600_000, 16), 1, Dispatch.ROUND_ROBIN);
        Distribution few = firstTokens(prefill, prefill.with(1), requests);
        assertThat(firstTokens(prefill, prefill.with(4), requests)).isEqualTo(few);
        ServedRequests mixed = Services.run(new Service.Aggregated(prefill), requests);
        assertThat(RequestStatistics.of(mixed, ServiceLevel.NONE)
                        .firstTokenSeconds()
                        .p95())
                .isGreaterThan(few.p95());
    }

    private static Distribution firstTokens(Pool prefill, Pool decode, Requests requests) {
        Service service = new Service.Disaggregated(prefill, new CacheTransfer(1e-3, 1e-6), decode);
        return RequestStatistics.of(Services.run(service, requests), ServiceLevel.NONE)
                .firstTokenSeconds();
    }

    @Test
    void aRequestThatNoCacheHoldsIsRefused() {
        Service service = Services.one(TIME, Scheduler.chunked(4, 8, 100, 16));
        RequestSimulation simulation = RequestSimulation.exact(service);
        assertThat(simulation.holds(Services.requests("0 90 6"))).isTrue();
        assertThat(simulation.holds(Services.requests("0 90 7"))).isFalse();
        assertThatThrownBy(() -> simulation.run(Services.requests("0 90 7"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("97 tokens");
    }
}
