package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Runs that settle, against what the mean iteration says. */
final class SteadyRequestsTest {
    private static final LinearTime TIME = new LinearTime(8e-3, 2e-5, 1.2e-8, 1e-5, 1e-10);
    private static final int USERS = 48;
    private static final int INPUT = 700;
    private static final int OUTPUT = 150;

    /** Each request is a prompt in one of the iterations it is in, and decodes in the others with what it holds by then. */
    private static double meanIteration(int users) {
        double prompts = (double) users / OUTPUT;
        double decodes = users - prompts;
        double pairs = prompts * INPUT * (INPUT + 1) / 2;
        double cached = decodes * (INPUT + (OUTPUT - 2) / 2.0);
        return TIME.fixed()
                + TIME.decode() * decodes
                + TIME.cachedToken() * cached
                + TIME.promptToken() * prompts * INPUT
                + TIME.pair() * pairs;
    }

    private static Requests closed(int users, int count) {
        return Requests.draw(new Arrivals.Closed(users), new Lengths.Fixed(INPUT), new Lengths.Fixed(OUTPUT), count, 1);
    }

    @Test
    void usersSeeTheMeanIteration() {
        Scheduler scheduler = Scheduler.chunked(USERS, USERS * INPUT + USERS, 90_000, 16);
        int rounds = 20;
        ServedRequests served = Services.run(Services.one(TIME, scheduler), closed(USERS, USERS * rounds));
        double expected = rounds * OUTPUT * meanIteration(USERS);
        assertThat(served.spanSeconds()).isEqualTo(expected, within(1e-9 * expected));
        RequestStatistics all = RequestStatistics.of(served, ServiceLevel.NONE);
        assertThat(all.concurrency()).isEqualTo(USERS, within(1e-9 * USERS));
        assertThat(all.outputTokensPerSecond())
                .isEqualTo(USERS / meanIteration(USERS), within(1e-9 * USERS / meanIteration(USERS)));
        assertThat(all.pools().get(0).utilisation()).isEqualTo(1, within(1e-9));
    }

    @Test
    void chunksAndStaggeredUsersComeCloseToIt() {
        Scheduler scheduler = Scheduler.chunked(USERS, 1024, 90_000, 16);
        ServedRequests served = Services.run(Services.one(TIME, scheduler), closed(USERS, USERS * 40));
        RequestStatistics middle = RequestStatistics.of(served, ServiceLevel.NONE, new Window(0.25, 0.25));
        double expected = USERS / (OUTPUT * meanIteration(USERS));
        assertThat(middle.requestsPerSecond()).isEqualTo(expected, within(0.02 * expected));
    }

    @Test
    void whatAServiceKeepsUpWithIsWhatItsSequencesDo() {
        Scheduler scheduler = Scheduler.chunked(USERS, 2048, 90_000, 16);
        RequestSimulation simulation = RequestSimulation.of(Services.some(TIME, scheduler, 3, Dispatch.ROUND_ROBIN));
        double expected = 3 * USERS / (OUTPUT * meanIteration(USERS));
        SustainableRate highest = SustainableRate.of(simulation, closed(1, 100), 1);
        assertThat(highest.perSecond()).isEqualTo(expected, within(0.02 * expected));
    }

    @Test
    void beyondItTheQueueGrowsAndBelowItDoesNot() {
        Scheduler scheduler = Scheduler.chunked(USERS, 2048, 90_000, 16);
        RequestSimulation simulation = RequestSimulation.of(Services.one(TIME, scheduler));
        Requests few = poisson(1, 2000);
        SustainableRate highest = SustainableRate.of(simulation, few, 1);
        assertThat(queue(simulation, 0.9 * highest.perSecond(), 8000))
                .isLessThan(1.5 * queue(simulation, 0.9 * highest.perSecond(), 4000));
        assertThat(queue(simulation, 1.1 * highest.perSecond(), 8000))
                .isGreaterThan(1.8 * queue(simulation, 1.1 * highest.perSecond(), 4000));
        assertThat(highest.sustains(0.9 * highest.perSecond())).isTrue();
        assertThat(highest.sustains(1.1 * highest.perSecond())).isFalse();
    }

    private static Requests poisson(double perSecond, int count) {
        return Requests.draw(
                new Arrivals.Poisson(perSecond), new Lengths.Fixed(INPUT), new Lengths.Fixed(OUTPUT), count, 1);
    }

    private static double queue(RequestSimulation simulation, double perSecond, int count) {
        ServedRequests served = simulation.run(poisson(perSecond, count), 1);
        return RequestStatistics.of(served, ServiceLevel.NONE).queueSeconds().mean();
    }

    @Test
    void theHighestGoodRateIsWhereTheShareBeginsToFail() {
        RequestSimulation simulation =
                RequestSimulation.of(Services.one(TIME, Scheduler.chunked(USERS, 2048, 90_000, 16)));
        Requests requests = poisson(1, 3000);
        ServiceLevel level = new ServiceLevel(0.1, 0.015);
        SustainableRate highest = SustainableRate.of(simulation, requests, 1);
        SustainableRate good = highest.within(simulation, requests, level, 0.9, Window.ALL, 1);
        assertThat(good.perSecond()).isBetween(0.05 * highest.perSecond(), 0.95 * highest.perSecond());
        assertThat(share(simulation, requests.atRate(good.perSecond()), level)).isGreaterThanOrEqualTo(0.9);
        assertThat(share(simulation, requests.atRate(1.05 * good.perSecond()), level))
                .isLessThan(0.9);
        ServiceLevel below = new ServiceLevel(1e-3, 1);
        assertThat(highest.within(simulation, requests, below, 0.9, Window.ALL, 1)
                        .perSecond())
                .isZero();
    }

    private static double share(RequestSimulation simulation, Requests requests, ServiceLevel level) {
        return RequestStatistics.of(simulation.run(requests, 1), level).goodShare();
    }
}
