package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures of a run that can be added up by hand: one sequence at a time, a second an iteration. */
final class RequestStatisticsTest {
    /** Times: 0 to 3 s, first at 1; 3 to 5 s, first at 4, came at 1; 6 to 7 s, first and last at 7. */
    private static ServedRequests served() {
        Service service = Services.one(LinearTime.constant(1), Scheduler.chunked(1, 8, 100, 1));
        return Services.run(service, Services.requests("""
                0  4  3
                1  8  2
                6  2  1
                """));
    }

    @Test
    void latenciesAreThoseOfTheirDefinitions() {
        RequestStatistics all = RequestStatistics.of(served(), ServiceLevel.NONE);
        assertThat(all.requests()).isEqualTo(3);
        // 1, 3, 1
        assertThat(all.firstTokenSeconds()).isEqualTo(new Distribution(5 / 3.0, 1, 2.8, 2.96, 3));
        // (3 − 1) ÷ 2 and (5 − 4) ÷ 1; the answer of one token has none
        assertThat(all.outputTokenSeconds()).isEqualTo(new Distribution(1, 1, 1, 1, 1));
        assertThat(all.endToEndSeconds().mean()).isEqualTo((3 + 4 + 1) / 3.0);
        assertThat(all.queueSeconds().mean()).isEqualTo(2 / 3.0);
        assertThat(all.queueSeconds().p95()).isEqualTo(1.8, within(1e-12));
        assertThat(all.queueSeconds().most()).isEqualTo(2);
    }

    @Test
    void ratesAreOverTheSpan() {
        RequestStatistics all = RequestStatistics.of(served(), new ServiceLevel(2, 1));
        assertThat(all.requestsPerSecond()).isEqualTo(3 / 7.0);
        assertThat(all.inputTokensPerSecond()).isEqualTo(14 / 7.0);
        assertThat(all.outputTokensPerSecond()).isEqualTo(6 / 7.0);
        assertThat(all.goodShare()).isEqualTo(2 / 3.0);
        assertThat(all.goodPerSecond()).isEqualTo(2 / 7.0);
        assertThat(all.concurrency()).isEqualTo(8 / 7.0, within(1e-12));
    }

    @Test
    void aPoolTellsWhatItDid() {
        PoolStatistics pool =
                RequestStatistics.of(served(), ServiceLevel.NONE).pools().get(0);
        assertThat(pool.instances()).isEqualTo(1);
        assertThat(pool.iterations()).isEqualTo(6);
        assertThat(pool.utilisation()).isEqualTo(6 / 7.0);
        // blocks held in the iterations: 4, 5, 6; 8, 9; 2
        assertThat(pool.cacheShare()).isEqualTo(34 / 7.0 / 100, within(1e-12));
        assertThat(pool.cachePeakShare()).isEqualTo(0.09);
        assertThat(pool.longestGapSeconds()).isEqualTo(1);
    }

    @Test
    void aWindowCountsWhatComesAndWhatEndsWithinIt() {
        // 0.7 s to 6.3 s: the second and third come, the first and second end
        RequestStatistics middle = RequestStatistics.of(served(), new ServiceLevel(2, 1), new Window(0.1, 0.1));
        assertThat(middle.requests()).isEqualTo(2);
        assertThat(middle.firstTokenSeconds().mean()).isEqualTo(2);
        assertThat(middle.requestsPerSecond()).isEqualTo(2 / 5.6, within(1e-12));
        assertThat(middle.outputTokensPerSecond()).isEqualTo(5 / 5.6, within(1e-12));
        assertThat(middle.goodShare()).isEqualTo(0.5);
        assertThat(middle.goodPerSecond()).isEqualTo(1 / 5.6, within(1e-12));
    }
}
