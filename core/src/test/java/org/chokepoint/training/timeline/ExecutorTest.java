package org.chokepoint.training.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.chokepoint.Draw;
import org.junit.jupiter.api.Test;

/** Random orders and times: the executor against an independent longest-path solver, and the parts of its answers. */
final class ExecutorTest {
    private static final int CASES = 2000;

    private interface Look {
        void at(Order order, Times times);
    }

    private static void each(String purpose, Look look) {
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw(purpose, i);
            Order order = order(draw);
            look.at(order, times(draw, order.placement()));
        }
    }

    private static Order order(Draw draw) {
        int ranks = draw.between(1, 6);
        int chunks = draw.between(1, 3);
        switch (draw.between(0, 6)) {
            case 0:
                return GPipe.order(ranks, draw.between(1, 12));
            case 1:
                return OneForwardOneBackward.order(ranks, draw.between(1, 20));
            case 2:
                return Interleaved.order(ranks, chunks, ranks * draw.between(1, 4), false);
            case 3:
                return Interleaved.order(ranks, chunks, ranks * draw.between(1, 4), true);
            case 4:
                return ZeroBubble.order(ranks, ranks + draw.between(0, 9));
            case 5:
                return DualPipe.order(2 * draw.between(1, 3), 12 + 2 * draw.between(0, 5));
            default:
                return DualPipeV.order(ranks, 2 * ranks + draw.between(0, 9));
        }
    }

    private static double[] some(int length, DoubleSupplier value) {
        double[] array = new double[length];
        for (int i = 0; i < length; i++) {
            array[i] = value.getAsDouble();
        }
        return array;
    }

    private static Times times(Draw draw, Placement placement) {
        int chunks = placement.chunks();
        double host = draw.any(0.0, 0.01, 0.3, 3.0);
        double network = draw.any(0.0, 0.05, 2.0);
        double sends = draw.any(0.0, 0.1, 1.0);
        int[] units = new int[chunks];
        for (int i = 0; i < chunks; i++) {
            units[i] = draw.between(1, 5);
        }
        double[] pair = some(chunks * chunks, () -> draw.spread(0.3, 30));
        double[] through = pair.clone();
        for (int i = 0; i < pair.length; i++) {
            through[i] *= draw.any(1.0, draw.spread(0.2, 1));
        }
        Times.Data data = new Times.Data(
                units,
                some(chunks, () -> network * draw.spread(0.1, 10)),
                some(chunks, () -> network * draw.spread(0.1, 10)),
                draw.chance(0.3),
                draw.chance(0.4),
                draw.chance(0.7),
                draw.chance(0.7),
                draw.any(0.0, 0.1),
                some(placement.ranks(), () -> draw.any(0.0, 0.5)),
                draw.any(0.0, 0.4),
                draw.any(0.0, 0.01));
        return new Times(
                some(chunks, () -> draw.spread(0.1, 10)),
                some(chunks, () -> draw.spread(0.1, 10)),
                some(chunks, () -> draw.spread(0.1, 10)),
                pair,
                through,
                some(chunks, () -> host * draw.spread(0.5, 2)),
                some(chunks, () -> host * draw.spread(0.5, 2)),
                some(chunks, () -> host * draw.spread(0.5, 2)),
                some(placement.places(), () -> sends * draw.spread(0.5, 2)),
                draw.chance(0.3),
                data);
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
    }

    @Test
    void agreesWithAnIndependentLongestPath() {
        each("solver", (order, times) -> close(Executor.run(order, times).seconds(), StepGraph.seconds(order, times)));
    }

    @Test
    void theCriticalPathAddsUpToTheStep() {
        each("path", (order, times) -> {
            Execution e = Executor.run(order, times);
            CriticalPath path = CriticalPath.of(e);
            double sum = path.optimizer() + path.sends() + path.host() + path.data();
            for (double seconds : path.seconds()) {
                sum += seconds;
                assertThat(seconds).isGreaterThan(-1e-9);
            }
            close(sum, e.seconds());
            for (double part : new double[] {path.optimizer(), path.sends(), path.host(), path.data()}) {
                assertThat(part).isGreaterThan(-1e-9);
            }
        });
    }

    @Test
    void aRanksTimesAddUpToTheStep() {
        each("ranks", (order, times) -> {
            Execution e = Executor.run(order, times);
            for (int rank = 0; rank < order.placement().ranks(); rank++) {
                RankTime time = RankTime.of(e, rank);
                close(
                        time.turns() + time.optimizer() + time.sends() + time.host() + time.data() + time.waiting(),
                        e.seconds());
                assertThat(time.waiting()).isGreaterThan(-1e-9);
            }
        });
    }

    @Test
    void everyMicroBatchPassesEveryPlaceOnce() {
        each("once", (order, times) -> {
            int entries = order.placement().places() * order.placement().microBatches();
            int[] forwards = new int[entries];
            int[] backwards = new int[entries];
            int[] weighed = new int[entries];
            for (int turn = 0; turn < order.turns(); turn++) {
                Turn what = order.turn(turn);
                forwards[Math.max(0, order.forward()[turn])] += what.forwards() ? 1 : 0;
                backwards[Math.max(0, order.backward()[turn])] += what.backwards() ? 1 : 0;
                weighed[Math.max(0, order.backward()[turn])] += what.weighs() ? 1 : 0;
            }
            assertThat(forwards).containsOnly(1);
            assertThat(backwards).containsOnly(1);
            assertThat(weighed).containsOnly(1);
        });
    }

    @Test
    void anOrderThatWaitsForItselfIsOurFault() {
        Order order = Ascii.order("F0 F1 B0 B1\nF1 F0 B0 B1\n");
        assertThat(Executor.run(order, Unit.even(order.placement(), 1, 1, 1)).seconds())
                .isPositive();
        Order deadlock = Ascii.order("F0 B0 F1 B1\nF1 B1 F0 B0\n");
        Times times = Unit.even(deadlock.placement(), 1, 1, 1);
        assertThatThrownBy(() -> Executor.run(deadlock, times)).hasMessageContaining("waits for itself");
    }
}
