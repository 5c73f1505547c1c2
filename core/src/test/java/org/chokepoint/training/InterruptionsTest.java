package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Young 1974: write every √(2 · write time · mean time between interruptions). */
final class InterruptionsTest {
    // one interruption in 20,000 seconds on 1,000 chips, checkpoints of 100 s
    private static final Interruptions RUN = new Interruptions(20_000 * 1000 / 3600.0, 500, 100, 0);

    @Test
    void theIntervalIsYoungs() {
        assertThat(RUN.secondsBetween(1000)).isCloseTo(20_000, within(1e-9));
        assertThat(RUN.intervalSeconds(1000)).isCloseTo(2000, within(1e-9));
    }

    @Test
    void lossIsWritingHalfAnIntervalAndTheRestart() {
        double lost = 100 / 2000.0 + (1000 + 500) / 20_000.0;
        assertThat(RUN.overheadShare(1000)).isCloseTo(lost, within(1e-12));
        Interruptions more = new Interruptions(RUN.chipHoursBetween(), 500, 100, 0.03);
        assertThat(more.overheadShare(1000)).isCloseTo(lost + 0.03, within(1e-12));
    }

    @Test
    void noOtherIntervalLosesLess() {
        for (double interval = 200; interval < 20_000; interval *= 1.1) {
            double lost = 100 / interval + (interval / 2 + 500) / 20_000;
            assertThat(lost).isGreaterThanOrEqualTo(RUN.overheadShare(1000) - 1e-12);
        }
    }

    @Test
    void fourTimesTheChipsFailFourTimesAsOften() {
        assertThat(RUN.intervalSeconds(4000)).isCloseTo(RUN.intervalSeconds(1000) / 2, within(1e-9));
    }
}
