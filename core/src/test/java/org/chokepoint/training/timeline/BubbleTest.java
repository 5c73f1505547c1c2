package org.chokepoint.training.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Bubbles of executed schedules against the papers' closed forms, where their assumptions hold: even stages, no communication.
 * GPipe, 1F1B and interleaving hold for any forward and backward; ZB-H1 and the two-way schedules where forward, input
 * gradient and weight gradient take the same, and a pair as long as its two parts.
 */
final class BubbleTest {
    private static double seconds(Order order, double forward, double inputGradient, double weightGradient) {
        Times times = Unit.even(order.placement(), forward, inputGradient, weightGradient);
        return Executor.run(order, times).seconds();
    }

    private static void close(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(1e-9 * expected));
    }

    /** Huang et al. 2019, section 2.3; Narayanan et al. 2021, section 2.2.1: (PP − 1)(F + B). */
    @Test
    void gPipeAndOneForwardOneBackward() {
        for (int ranks = 1; ranks <= 12; ranks++) {
            for (int m = 1; m <= 40; m++) {
                double expected = (m + ranks - 1) * (1.5 + 2 + 1.25);
                close(seconds(GPipe.order(ranks, m), 1.5, 2, 1.25), expected);
                if (m >= ranks) {
                    close(seconds(OneForwardOneBackward.order(ranks, m), 1.5, 2, 1.25), expected);
                }
            }
        }
    }

    /** Narayanan et al. 2021, section 2.2.2: (PP − 1)(F + B)/v. */
    @Test
    void interleaved() {
        for (int ranks = 1; ranks <= 8; ranks++) {
            for (int chunks = 2; chunks <= 5; chunks++) {
                for (int m = ranks; m <= 6 * ranks; m += ranks) {
                    // times of a chunk: a v-th of the stage's
                    double expected = (m * chunks + ranks - 1) * (1.5 + 2 + 1.25);
                    close(seconds(Interleaved.order(ranks, chunks, m, false), 1.5, 2, 1.25), expected);
                }
            }
        }
    }

    /** Qi et al. 2023, section 2.3, and the table in DualPipe's README: (PP − 1)(F + B − 2W). */
    @Test
    void zeroBubble() {
        for (int ranks = 1; ranks <= 16; ranks++) {
            for (int m = ranks; m <= 4 * ranks; m++) {
                close(seconds(ZeroBubble.order(ranks, m), 1, 1, 1), m * 3 + (ranks - 1) * (1 + 2 - 2));
            }
        }
    }

    /** Table in DualPipe's README: (PP/2 − 1)(F&B + B − 3W). */
    @Test
    void dualPipe() {
        for (int ranks = 2; ranks <= 16; ranks += 2) {
            for (int m = 2 * ranks; m <= 5 * ranks; m += 2) {
                close(seconds(DualPipe.order(ranks, m), 1, 1, 1), m * 3 + (ranks / 2 - 1) * (3 + 2 - 3));
            }
        }
    }

    /** The same table, for ranks that hold two chunks: a chunk is half a stage, PP there counts chunks. */
    @Test
    void dualPipeV() {
        for (int ranks = 1; ranks <= 16; ranks++) {
            for (int m = 2 * ranks; m <= 5 * ranks; m++) {
                close(seconds(DualPipeV.order(ranks, m), 1, 1, 1), m * 6 + (ranks - 1) * (3 + 2 - 3));
            }
        }
    }
}
