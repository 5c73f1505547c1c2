package org.chokepoint.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.chokepoint.serving.IterationTime;
import org.junit.jupiter.api.Test;

/** Batches of outputs, held against batches that are drawn and followed token by token. */
final class RolloutTest {
    /** An engine whose iterations take a while, and longer for each sequence and each cached token. */
    private static final IterationTime ENGINE =
            (decodes, cached, prompt, pairs) -> 0.02 + 1e-4 * decodes + 2e-9 * cached + 1e-6 * prompt + 1e-10 * pairs;

    private static final double PROMPT = 300;

    private static Rollout rollout(int mostLive) {
        return new Rollout(ENGINE, 1, mostLive, 8192);
    }

    @Test
    void aBatchTakesAsLongAsDrawnOnes() {
        for (double spread : new double[] {0.5, 1, 1.4}) {
            OutputLengths lengths = OutputLengths.of(600, spread, 4096);
            double drawn = drawn(lengths, 8, 128, 128, 40);
            assertThat(rollout(128).batch(lengths, PROMPT, 1024, 8).seconds()).isCloseTo(drawn, within(0.04 * drawn));
        }
    }

    @Test
    void aQueueTakesAsLongAsDrawnOnes() {
        OutputLengths lengths = OutputLengths.of(400, 1, 3000);
        double drawn = drawn(lengths, 4, 256, 32, 40);
        Rollout.Result batch = rollout(32).batch(lengths, PROMPT, 1024, 4);
        assertThat(batch.seconds()).isCloseTo(drawn, within(0.06 * drawn));
        // beyond the refills that are followed, the pace stays
        double twice = rollout(32).batch(lengths, PROMPT, 4096, 4).seconds();
        double four = rollout(32).batch(lengths, PROMPT, 8192, 4).seconds();
        double pace = rollout(32).steady(lengths, PROMPT, 4096, 4).seconds();
        assertThat(four - twice).isCloseTo(pace, within(0.08 * pace));
    }

    @Test
    void instancesThatAreAlwaysFullAreQuicker() {
        OutputLengths lengths = OutputLengths.of(6000, 1, 32768);
        Rollout.Result batch = rollout(512).batch(lengths, PROMPT, 8192, 16);
        Rollout.Result steady = rollout(512).steady(lengths, PROMPT, 8192, 16);
        assertThat(steady.seconds()).isLessThan(batch.seconds());
        assertThat(batch.steadySeconds()).isEqualTo(steady.seconds());
        assertThat(batch.tailSeconds() + batch.steadySeconds()).isCloseTo(batch.seconds(), within(1e-9));
        assertThat(steady.tailSeconds()).isZero();
        assertThat(batch.idleShare()).isBetween(0.0, 0.5);
        assertThat(batch.tokens()).isCloseTo(8192 * 6000.0, within(1.0));
    }

    @Test
    void longerOutputsTakeLonger() {
        double before = 0;
        for (double mean = 500; mean < 30000; mean *= 1.3) {
            double seconds = rollout(512)
                    .batch(OutputLengths.of(mean, 1, 32768), PROMPT, 8192, 16)
                    .seconds();
            assertThat(seconds).isGreaterThan(before);
            before = seconds;
        }
    }

    @Test
    void unevenOutputsHaveALongerTail() {
        double before = -1;
        for (double spread : new double[] {0, 0.5, 1, 1.5}) {
            double tail = rollout(512)
                    .batch(OutputLengths.of(3000, spread, 65536), PROMPT, 8192, 16)
                    .tailSeconds();
            assertThat(tail).isGreaterThan(before);
            before = tail;
        }
    }

    @Test
    void equalOutputsEndTogether() {
        OutputLengths lengths = OutputLengths.of(1000, 0, 4096);
        Rollout.Result batch = rollout(64).batch(lengths, 100, 64, 1);
        double prompts = 64 * 100 / 6400.0 * ENGINE.seconds(0, 0, 6400, 6400 * 50.5);
        double decode = 1000 * ENGINE.seconds(64, 64 * (100 + 500.0), 0, 0);
        assertThat(batch.seconds()).isCloseTo(prompts + decode, within(1e-6 * decode));
        assertThat(batch.idleShare()).isZero();
    }

    @Test
    void acceptedDraftsSaveIterations() {
        OutputLengths lengths = OutputLengths.of(2000, 0, 4096);
        double plain = rollout(64).batch(lengths, 0, 64, 1).seconds();
        double drafted =
                new Rollout(ENGINE, 2, 64, 8192).batch(lengths, 0, 64, 1).seconds();
        assertThat(drafted).isCloseTo(plain / 2, within(1e-3 * plain));
    }

    /** Mean over drawn batches of the time until the last instance has ended its last output. */
    private static double drawn(OutputLengths lengths, int instances, int own, int mostLive, int batches) {
        SplittableRandom random = new SplittableRandom(7);
        double sum = 0;
        for (int b = 0; b < batches; b++) {
            double last = 0;
            for (int i = 0; i < instances; i++) {
                last = Math.max(last, followed(OutputLengthsTest.draw(lengths, own, random), mostLive));
            }
            sum += last;
        }
        double passes = Math.max(1, own * PROMPT / 8192);
        int each = (int) Math.ceil(own * PROMPT / passes);
        return sum / batches + passes * ENGINE.seconds(0, 0, each, each * (PROMPT + 1) / 2);
    }

    /** Iteration by iteration: a token for each output that is under way. */
    private static double followed(double[] lengths, int mostLive) {
        double[] left = new double[mostLive];
        double[] done = new double[mostLive];
        int next = 0;
        double seconds = 0;
        while (true) {
            int live = 0;
            double cached = 0;
            for (int i = 0; i < mostLive; i++) {
                if (left[i] <= 0 && next < lengths.length) {
                    left[i] = Math.ceil(lengths[next++]);
                    done[i] = 0;
                }
                if (left[i] > 0) {
                    live++;
                    cached += PROMPT + done[i];
                    left[i]--;
                    done[i]++;
                }
            }
            if (live == 0) {
                return seconds;
            }
            seconds += ENGINE.seconds(live, cached, 0, 0);
        }
    }
}
