package org.chokepoint.validation.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.chokepoint.validation.log.SteadyState.Reason;
import org.junit.jupiter.api.Test;

/** Which iterations count. */
final class SteadyStateTest {
    @Test
    void theFirstReadingAndThoseFarOffDoNotCount() {
        SteadyState steady = SteadyState.of(Logs.of(4000, 1000, 1010, 2500, 1005, 990, 1002));
        assertThat(steady.kept()).extracting(Iteration::number).containsExactly(20, 30, 50, 60, 70);
        assertThat(steady.dropped().keySet()).containsExactly(Reason.START, Reason.OUTLIER);
        assertThat(steady.dropped().get(Reason.OUTLIER))
                .extracting(Iteration::number)
                .containsExactly(40);
        assertThat(steady.seconds()).isEqualTo(1.002);
        assertThat(steady.lowerSeconds()).isEqualTo(1);
        assertThat(steady.upperSeconds()).isEqualTo(1.005);
    }

    @Test
    void aSingleReadingCounts() {
        SteadyState steady = SteadyState.of(Logs.of(4000));
        assertThat(steady.seconds()).isEqualTo(4);
        assertThat(steady.dropped()).isEmpty();
    }

    @Test
    void smallDifferencesAreNoOutliers() {
        assertThat(SteadyState.of(Logs.of(4000, 1000, 1000, 1000, 1040)).kept()).hasSize(4);
        assertThat(SteadyState.of(Logs.of(4000, 1000, 1000, 1000, 1060)).kept()).hasSize(3);
    }

    @Test
    void onlyTheLastBatchCounts() {
        SteadyState steady = SteadyState.of(Logs.read("megatron-deepspeed-2022.log"));
        assertThat(steady.globalBatch()).hasValue(2048);
        assertThat(steady.seconds()).isEqualTo((105.02 + 106.02) / 2);
        assertThat(steady.teraflops()).hasValue((147.9 + 149.3) / 2);
    }

    @Test
    void iterationsWithoutTheOptimizerDoNotCount() {
        SteadyState steady = SteadyState.of(Logs.read("2021.log"));
        assertThat(steady.kept()).extracting(Iteration::number).containsExactly(30);
        assertThat(steady.dropped().keySet()).containsExactly(Reason.START, Reason.SKIPPED);
    }

    @Test
    void aRestartHasAStartOfItsOwnAndALineToldTwiceCountsOnce() {
        String line = " iteration %d/ 90 | elapsed time per iteration (ms): %d.0 |%n";
        String text = line.formatted(1, 900)
                + line.formatted(2, 100)
                + line.formatted(3, 104)
                + line.formatted(3, 104)
                + line.formatted(2, 700)
                + line.formatted(3, 102);
        SteadyState steady = SteadyState.of(MegatronLog.read("again.log", text));
        assertThat(steady.kept()).extracting(Iteration::seconds).containsExactly(0.1, 0.104, 0.102);
        assertThat(steady.dropped().get(Reason.START))
                .extracting(Iteration::seconds)
                .containsExactly(0.9, 0.7);
    }
}
