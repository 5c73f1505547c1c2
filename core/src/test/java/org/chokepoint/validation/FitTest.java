package org.chokepoint.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** A fit finds what made its measurements, and says what it can't know. */
final class FitTest {
    private static final int ROWS = 120;
    private static final double NOISE = 0.05;

    /** Times of two constants; nothing depends on a third. */
    private static final Residuals MODEL = (values, which) -> {
        double[] logs = new double[ROWS];
        for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
            logs[i] = log(values[0], values[1], i);
        }
        return logs;
    };

    private static double log(double a, double b, int row) {
        return StrictMath.log(a * (1 + row % 7) + b * (1 + row % 5));
    }

    private static List<Parameter> parameters(double most) {
        return List.of(
                new Parameter("a", "l1", 1, 0.01, most, 1),
                new Parameter("b", "l1", 1, 0.01, 100, 1),
                new Parameter("c", "l3", 5, 1, 25, 0.5));
    }

    private static Observations measured(long seed, int outliers) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] logs = new double[ROWS];
        double[] weight = new double[ROWS];
        int[] source = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            logs[i] = log(2, 3, i) + NOISE * random.nextGaussian() + (i < outliers ? 2 : 0);
            weight[i] = 1;
            source[i] = i % 4;
        }
        return new Observations(logs, weight, source);
    }

    private static Fit.Result fit(Observations observations, double most, boolean leaveOut, int threads) {
        return Fit.of(parameters(most), observations, MODEL, NOISE, leaveOut, threads, Watch.NONE);
    }

    @Test
    void constantsAreFoundWithinTheirErrorsAndOthersStay() {
        int inside = 0;
        for (int seed = 0; seed < 40; seed++) {
            Fitted fitted = fit(measured(seed, 0), 100, false, 1).all();
            double off = StrictMath.log(fitted.values()[0] / 2) / fitted.spreads()[0];
            inside += Math.abs(off) < 2 ? 1 : 0;
            assertThat(fitted.identified()).containsExactly(true, true, false);
            assertThat(fitted.values()[2]).isEqualTo(5);
        }
        assertThat(inside).isBetween(33, 40);
    }

    @Test
    void boundsHold() {
        assertThat(fit(measured(1, 0), 1.5, false, 1).all().values()[0]).isEqualTo(1.5);
    }

    @Test
    void aFewMeasurementsThatAreFarOffPullLittle() {
        double[] values = fit(measured(3, 6), 100, false, 1).all().values();
        assertThat(values[0]).isCloseTo(2, Offset.offset(0.25));
        assertThat(values[1]).isCloseTo(3, Offset.offset(0.35));
    }

    @Test
    void leavingASourceOutIsAFitToTheOthers() {
        Observations all = measured(5, 0);
        List<double[]> without = fit(all, 100, true, 2).without();
        assertThat(without).hasSize(4);
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            if (all.source()[i] != 2) {
                kept.add(i);
            }
        }
        double[] measured = kept.stream().mapToDouble(i -> all.measured()[i]).toArray();
        double[] weight = kept.stream().mapToDouble(i -> 1).toArray();
        Residuals part = (values, which) ->
                kept.stream().mapToDouble(i -> log(values[0], values[1], i)).toArray();
        Observations others = new Observations(measured, weight, new int[kept.size()]);
        double[] afresh = Fit.of(parameters(100), others, part, NOISE, false, 1, Watch.NONE)
                .all()
                .values();
        assertThat(without.get(2)[0]).isCloseTo(afresh[0], Offset.offset(2e-3));
        assertThat(without.get(2)[1]).isCloseTo(afresh[1], Offset.offset(2e-3));
    }

    @Test
    void threadsDontShow() {
        Observations observations = measured(7, 2);
        double[] one = fit(observations, 100, true, 1).all().values();
        double[] four = fit(observations, 100, true, 4).all().values();
        assertThat(four).containsExactly(one);
    }
}
