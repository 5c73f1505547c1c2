package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chokepoint.Draw;
import org.junit.jupiter.api.Test;

/** Times looked up against times computed. */
final class TimeGridTest {
    private static final int CASES = 20_000;

    @Test
    void nodesOfAnAxisAreInOrderAndFoundAgain() {
        GridAxis axis = new GridAxis(3, 1 << 20);
        for (int i = 0; i + 1 < axis.size(); i++) {
            assertThat(axis.node(i + 1)).isGreaterThan(axis.node(i));
            assertThat(axis.below(axis.node(i))).isEqualTo(i);
            assertThat(axis.below((axis.node(i) + axis.node(i + 1)) / 2)).isEqualTo(i);
        }
        assertThat(axis.node(11)).isEqualTo(14);
        assertThat(axis.node(12)).isEqualTo(16);
        assertThat(axis.node(13)).isEqualTo(20);
    }

    @Test
    void sumsOfCountsAndTokensAreExact() {
        IterationTime time = new LinearTime(8e-3, 2e-5, 1.2e-9, 1e-5, 1e-10);
        TimeGrid grid = TimeGrid.of(time);
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("exact", i);
            int decodes = draw.between(0, 600);
            double cached = decodes * draw.spread(1, 200_000);
            // a prompt with enough rows beside decodes that every node around it has one
            int prompt = decodes == 0 || draw.chance(0.5) ? decodes + draw.between(1, 20_000) : 0;
            double pairs = prompt * draw.spread(1, 200_000);
            double exact = time.seconds(decodes, cached, prompt, pairs);
            assertThat(grid.seconds(decodes, cached, prompt, pairs)).isEqualTo(exact, within(1e-9 * exact));
        }
    }

    @Test
    void decodesOfAnEngineAreWithinTwoPercent() {
        IterationTime time = new RooflineTime();
        TimeGrid grid = TimeGrid.of(time);
        double worst = 0;
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("decodes", i);
            int decodes = (int) draw.spread(1, 1024);
            double cached = decodes * draw.spread(1, 100_000);
            double exact = time.seconds(decodes, cached, 0, 0);
            worst = Math.max(worst, Math.abs(grid.seconds(decodes, cached, 0, 0) / exact - 1));
        }
        assertThat(worst).isBetween(1e-4, 0.02);
    }

    @Test
    void fullBudgetsAreWithinThreePercent() {
        IterationTime time = new RooflineTime();
        TimeGrid grid = TimeGrid.of(time);
        double worst = 0;
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("full", i);
            int budget = draw.any(512, 1024, 2048, 8192, 16_384);
            int decodes = draw.between(0, 256);
            double cached = decodes * draw.spread(100, 20_000);
            int prompt = budget - decodes;
            double pairs = prompt * draw.spread(prompt / 2.0, 30_000);
            double exact = time.seconds(decodes, cached, prompt, pairs);
            worst = Math.max(worst, Math.abs(grid.seconds(decodes, cached, prompt, pairs) / exact - 1));
        }
        assertThat(worst).isBetween(1e-3, 0.03);
    }

    @Test
    void partsOfABudgetAreFastByHalfATile() {
        IterationTime time = new RooflineTime();
        TimeGrid grid = TimeGrid.of(time);
        double off = 0;
        double spread = 0;
        for (int i = 0; i < CASES; i++) {
            Draw draw = new Draw("parts", i);
            int decodes = draw.between(0, 256);
            double cached = decodes * draw.spread(100, 20_000);
            int prompt = draw.between(1, 4096);
            double pairs = prompt * draw.spread(prompt / 2.0 + 1, 30_000);
            double miss =
                    grid.seconds(decodes, cached, prompt, pairs) / time.seconds(decodes, cached, prompt, pairs) - 1;
            off += miss / CASES;
            spread += Math.abs(miss) / CASES;
        }
        assertThat(off).as("mean").isBetween(-0.015, 0.0);
        assertThat(spread).as("mean of sizes").isLessThan(0.015);
    }
}
