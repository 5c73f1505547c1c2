package org.chokepoint.training.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.chokepoint.DocBlock;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What each schedule does, feature by feature: an order in, a picture out. The larger pictures stand in docs/model/schedules.md. */
@TestMethodOrder(MethodOrderer.MethodName.class)
final class ScheduleTest {
    private static String picture(Order order) {
        return Ascii.picture(Executor.run(order, Unit.even(order.placement(), 1, 1, 1)));
    }

    /** The order that a schedule makes, and how it runs. */
    private static void check(Order schedule, String order, String picture) {
        assertThat(Ascii.of(schedule)).isEqualTo(order);
        assertThat(picture(schedule)).isEqualTo(picture);
    }

    /** An order written by hand runs as it is drawn. */
    private static void runs(String order, String picture) {
        Order read = Ascii.order(order);
        assertThat(Ascii.of(read)).isEqualTo(order);
        assertThat(picture(read)).isEqualTo(picture);
    }

    private static void page(String name, Order order) {
        DocBlock.check("docs/model/schedules.md", name, "```\n" + picture(order) + "```\n");
    }

    @Test
    void t01_aMicroBatchPassesTheRanksAndComesBack() {
        runs("F0 B0\nF0 B0\n", """
                0 |F0      B0--
                1 |  F0B0--
                """);
    }

    @Test
    void t02_aBackwardReleasesItsInputGradientAtItsEndAndASplitOneAtThatOfTheInputGradient() {
        runs("F0 B0\nF0 I0 W0\n", """
                0 |F0    B0--
                1 |  F0I0W0
                """);
    }

    @Test
    void t03_aPairReleasesItsGradientAtItsEnd() {
        runs("F0 F1 B0 B1\nF0 F1&B0 B1\n", """
                0 |F0F1      B0--B1--
                1 |  F01&0---B1--
                """);
    }

    @Test
    void t04_gPipeRunsAllForwardsThenAllBackwardsLastFirst() {
        check(GPipe.order(2, 3), "F0 F1 F2 B2 B1 B0\nF0 F1 F2 B2 B1 B0\n", """
                0 |F0F1F2      B2--B1--B0--
                1 |  F0F1F2B2--B1--B0--
                """);
        page("gpipe", GPipe.order(4, 8));
    }

    @Test
    void t05_oneForwardOneBackwardLetsInOneForEachRankBehind() {
        check(OneForwardOneBackward.order(3, 4), """
                F0 F1 F2 B0 F3 B1 B2 B3
                F0 F1 B0 F2 B1 F3 B2 B3
                F0 B0 F1 B1 F2 B2 F3 B3
                """, """
                0 |F0F1F2        B0--F3B1--  B2--  B3--
                1 |  F0F1    B0--F2B1--F3B2--  B3--
                2 |    F0B0--F1B1--F2B2--F3B3--
                """);
        page("1f1b", OneForwardOneBackward.order(4, 8));
    }

    @Test
    void t06_fewerMicroBatchesThanRanks() {
        check(OneForwardOneBackward.order(3, 1), "F0 B0\nF0 B0\nF0 B0\n", """
                0 |F0            B0--
                1 |  F0      B0--
                2 |    F0B0--
                """);
    }

    @Test
    void t07_interleavingGoesRoundTheRanksInGroups() {
        check(Interleaved.order(2, 2, 2, false), """
                F0 F1 F0.1 F1.1 B0.1 B1.1 B0 B1
                F0 F1 F0.1 B0.1 F1.1 B1.1 B0 B1
                """, """
                0 |F0F1F0F1    B0--  B1--B0--B1--
                1 |  F0F1F0B0--F1B1--B0--B1--
                """);
        page("interleaved", Interleaved.order(4, 2, 8, false));
    }

    @Test
    void t08_interleavedPairsHaveOneMoreForwardAhead() {
        check(Interleaved.order(1, 1, 3, true), "F0 F1&B0 F2&B1 B2\n", """
                0 |F01&0---2&1---B2--
                """);
        page("interleaved-pairs", Interleaved.order(4, 2, 8, true));
    }

    @Test
    void t09_zeroBubbleHoldsAsManyWeightGradientsBackAsItsRank() {
        check(ZeroBubble.order(3, 4), """
                F0 F1 F2 I0 W0 F3 I1 W1 I2 W2 I3 W3
                F0 F1 I0 F2 I1 W0 F3 I2 W1 I3 W2 W3
                F0 I0 F1 I1 F2 I2 W0 F3 I3 W1 W2 W3
                """, """
                0 |F0F1F2    I0W0F3I1W1I2W2I3W3
                1 |  F0F1  I0F2I1W0F3I2W1I3W2W3
                2 |    F0I0F1I1F2I2W0F3I3W1W2W3
                """);
        page("zb-h1", ZeroBubble.order(4, 8));
    }

    @Test
    void t10_dualPipeGoesBothWays() {
        check(DualPipe.order(2, 4), """
                F0 F2 F1 B2 F3&B0 B3 I1 W1
                F2 F0 F3 B0 F1&B2 B1 I3 W3
                """, """
                0 |F0F2F1B2--3&0---B3--I1W1
                1 |F2F0F3B0--1&2---B1--I3W3
                """);
        page("dualpipe", DualPipe.order(8, 20));
    }

    @Test
    void t11_dualPipeVTurnsRound() {
        check(DualPipeV.order(2, 4), """
                F0 F1 F2 F0.1 I0.1 W0.1 F1.1 F3&B1.1 F2.1&B0 B2.1 F3.1&B1 B3.1 I2 W2 I3 W3
                F0 F0.1 F1 F1.1 F2 B0.1 F2.1&B0 F3&B1.1 F3.1&B1 B2.1 B2 I3.1 I3 W3.1 W3
                """, """
                0 |F0F1F2F0I0W0F13&1---  2&0---B2--  3&1---B3--I2W2I3W3
                1 |  F0F0F1F1F2B0--2&0---3&1---3&1---B2--B2--  I3I3W3W3
                """);
        page("dualpipe-v", DualPipeV.order(4, 10));
    }

    @Test
    void t12_fullyShardedUnitsAreGatheredOneAheadAndReducedBehind() {
        DocBlock.check("docs/model/schedules.md", "fsdp", "```\n" + sharded() + "```\n");
    }

    /** Two micro-batches on a chunk of four units: compute below what the network carries. */
    private static String sharded() {
        Order order = OneForwardOneBackward.order(1, 2);
        Times even = Unit.even(order.placement(), 4, 4, 4);
        Times.Data none = even.data();
        Times.Data data = new Times.Data(
                new int[] {4}, new double[] {4}, new double[] {4}, true, true, true, true, 0, none.optimizer(), 0, 0);
        Times times = new Times(
                even.forward(),
                even.inputGradient(),
                even.weightGradient(),
                even.pair(),
                even.pairForward(),
                even.hostForward(),
                even.hostInputGradient(),
                even.hostWeightGradient(),
                even.send(),
                false,
                data);
        StringBuilder net = new StringBuilder();
        Recorder recorder = new Recorder() {
            @Override
            public void gather(int rank, int chunk, int unit, double start, double end) {
                draw(net, "G" + unit, start);
            }

            @Override
            public void reduce(int rank, int chunk, int unit, double start, double end) {
                draw(net, "R" + unit, start);
            }
        };
        String compute = Ascii.picture(Executor.run(order, times, recorder));
        return "net |" + net + "\n  " + compute;
    }

    private static void draw(StringBuilder line, String mark, double start) {
        line.append("  ".repeat((int) Math.round(start) - line.length() / 2)).append(mark);
    }
}
