package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.chokepoint.routing.Streams;
import org.junit.jupiter.api.Test;

/** Drawn times and lengths have the means and deviations they are drawn by. */
final class ArrivalsTest {
    private static final int COUNT = 200_000;

    private static double[] gaps(Arrivals arrivals) {
        double[] seconds = arrivals.seconds(COUNT, 1);
        for (int i = COUNT - 1; i > 0; i--) {
            seconds[i] -= seconds[i - 1];
            assertThat(seconds[i]).isNotNegative();
        }
        return seconds;
    }

    private static void drawnBy(double[] sample, double mean, double variation) {
        double sum = 0;
        double squares = 0;
        for (double each : sample) {
            sum += each;
            squares += each * each;
        }
        double found = sum / sample.length;
        double deviation = Math.sqrt(squares / sample.length - found * found);
        double slack = 0.02 * mean * Math.max(1, variation);
        assertThat(found).isEqualTo(mean, within(slack));
        assertThat(deviation).isEqualTo(mean * variation, within(3 * slack));
    }

    @Test
    void gapsHaveTheirMeanAndVariation() {
        drawnBy(gaps(new Arrivals.Poisson(20)), 0.05, 1);
        drawnBy(gaps(new Arrivals.Gamma(20, 1)), 0.05, 1);
        drawnBy(gaps(new Arrivals.Gamma(20, 0.3)), 0.05, 0.3);
        drawnBy(gaps(new Arrivals.Gamma(20, 3)), 0.05, 3);
        assertThat(new Arrivals.Even(4).seconds(3, 1)).containsExactly(0, 0.25, 0.5);
        assertThat(new Arrivals.AtOnce().seconds(2, 1)).containsExactly(0, 0);
    }

    private static double[] lengths(Lengths lengths) {
        var random = Streams.of(1, "lengths", 0);
        double[] tokens = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            tokens[i] = lengths.tokens(random);
        }
        return tokens;
    }

    @Test
    void lengthsHaveTheirMeanAndVariation() {
        drawnBy(lengths(new Lengths.Fixed(70)), 70, 0);
        drawnBy(lengths(new Lengths.Uniform(800, 1000)), 900, 100 / Math.sqrt(3) / 900);
        drawnBy(lengths(new Lengths.LogNormal(500, 0.8, 1_000_000)), 500, 0.8);
        assertThat(Arrays.stream(lengths(new Lengths.LogNormal(500, 2, 600))))
                .allMatch(each -> each >= 1 && each <= 600);
    }

    @Test
    void seedsAndPurposesAreStreamsOfTheirOwn() {
        Requests first = drawn(1, new Lengths.Uniform(1, 1000));
        assertThat(drawn(1, new Lengths.Uniform(1, 1000)).get(99)).isEqualTo(first.get(99));
        assertThat(drawn(2, new Lengths.Uniform(1, 1000)).get(99)).isNotEqualTo(first.get(99));
        Request sameTime = drawn(1, new Lengths.Fixed(5)).get(99);
        assertThat(sameTime.arrivalSeconds()).isEqualTo(first.get(99).arrivalSeconds());
        assertThat(sameTime.outputTokens()).isEqualTo(first.get(99).outputTokens());
    }

    private static Requests drawn(long seed, Lengths input) {
        return Requests.draw(new Arrivals.Poisson(1), input, new Lengths.Uniform(1, 1000), 100, seed);
    }

    @Test
    void ratesStretchAndTracesLendTheirLengths() {
        Requests trace = Services.requests("""
                0  10  1
                1  20  2
                4  30  3
                """);
        assertThat(trace.perSecond()).isEqualTo(0.5);
        assertThat(trace.atRate(2).get(1)).isEqualTo(new Request(0.25, 20, 2));
        assertThat(trace.atRate(2).perSecond()).isEqualTo(2);
        assertThat(trace.atOnce(5).get(4)).isEqualTo(new Request(0, 20, 2));
        Requests like = trace.like(new Arrivals.Even(1), 50, 1);
        for (int i = 0; i < 50; i++) {
            assertThat(like.get(i).inputTokens()).isEqualTo(10 * like.get(i).outputTokens());
        }
        assertThat(like.get(7).arrivalSeconds()).isEqualTo(7);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Arrivals.Poisson(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Arrivals.Closed(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Lengths.Uniform(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Request(0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Services.requests("1 1 1\n0 1 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("request 1 comes before");
        assertThatThrownBy(() -> Services.requests("0 1 1\n0 1 1").atRate(1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scheduler.chunked(9, 8, 100, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
