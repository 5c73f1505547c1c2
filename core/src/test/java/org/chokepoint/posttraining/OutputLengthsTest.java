package org.chokepoint.posttraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Lengths from quantiles, held against draws. */
final class OutputLengthsTest {
    @Test
    void deviatesAreThoseOfTables() {
        // 20 shares of 5 %: their middles are 2.5 %, 7.5 % …
        double[] deviates = Deviates.of(20);
        assertThat(deviates[19]).isCloseTo(1.959963985, within(1e-8));
        assertThat(deviates[0]).isEqualTo(-deviates[19]);
        assertThat(Deviates.of(1)).containsExactly(0);
        assertThat(Deviates.of(1 << 17)[(1 << 17) - 1]).isBetween(4.4, 4.6);
        assertThat(deviates).isSorted();
    }

    @Test
    void theMeanIsThatAfterCutting() {
        for (double spread : new double[] {0.3, 1, 2}) {
            OutputLengths lengths = OutputLengths.of(7000, spread, 32768);
            double[] sorted = lengths.sorted(8192);
            assertThat(Arrays.stream(sorted).average().orElseThrow()).isCloseTo(7000, within(1.0));
            assertThat(sorted).isSorted();
            assertThat(sorted[8191]).isLessThanOrEqualTo(32768);
        }
        assertThat(OutputLengths.of(40000, 1, 32768).sorted(3)).containsExactly(32768, 32768, 32768);
    }

    @Test
    void sortedLengthsLieWhereSortedDrawsDo() {
        OutputLengths lengths = OutputLengths.of(7000, 1, 1e9);
        SplittableRandom random = new SplittableRandom(11);
        int n = 512;
        int batches = 400;
        double[] means = new double[n];
        for (int b = 0; b < batches; b++) {
            double[] drawn = draw(lengths, n, random);
            Arrays.sort(drawn);
            for (int i = 0; i < n; i++) {
                means[i] += drawn[i] / batches;
            }
        }
        double[] sorted = lengths.sorted(n);
        for (int i : new int[] {25, 128, 256, 384, 480, 505}) {
            assertThat(sorted[i]).isCloseTo(means[i], within(0.02 * means[i]));
        }
        // the longest is as often longer as shorter; its mean lies above that
        assertThat(sorted[n - 1]).isBetween(0.85 * means[n - 1], 1.05 * means[n - 1]);
    }

    @Test
    void pairsAreThoseOfAllOutputs() {
        assertThat(OutputLengths.of(1000, 0, 4096).pairLength(24)).isCloseTo(1024, within(1e-6));
        // log-normal: the mean of the square is (1 + spread²) times the square of the mean
        assertThat(OutputLengths.of(1000, 1, 1e9).pairLength(0)).isCloseTo(2000, within(40.0));
    }

    static double[] draw(OutputLengths lengths, int n, SplittableRandom random) {
        double[] drawn = new double[n];
        for (int i = 0; i < n; i++) {
            double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
            double z = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
            drawn[i] = Math.min(lengths.longest(), lengths.scale() * StrictMath.exp(lengths.sigma() * z));
        }
        return drawn;
    }
}
