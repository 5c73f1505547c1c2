package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chokepoint.training.timeline.Order;
import org.chokepoint.training.timeline.Turn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory counts as many micro-batches as the orders of turns keep. */
final class InFlightTest {
    @ParameterizedTest
    @CsvSource({
        "gpipe, 1, false",
        "1f1b, 1, false",
        "interleaved, 2, false",
        "interleaved, 3, false",
        "interleaved, 2, true",
        "interleaved, 5, true",
        "zb-h1, 1, false",
        "dualpipe, 1, true",
        "dualpipe-v, 1, true"
    })
    void ordersKeepWhatMemoryCounts(String schedule, int virtualStages, boolean overlap) {
        for (int ranks : new int[] {2, 3, 4, 8}) {
            for (int rounds : new int[] {1, 2, 5}) {
                Strategy s = strategy(schedule, ranks, virtualStages, overlap);
                int microBatches = rounds * ranks;
                if (s.schedule().runs(ranks, microBatches) && (ranks % 2 == 0 || s.schedule() != Schedule.DUALPIPE)) {
                    check(s, microBatches);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7"})
    void aPairOnOneStageKeepsTwo(int microBatches) {
        check(strategy("1f1b", 1, 1, true), microBatches);
    }

    private static Strategy strategy(String schedule, int ranks, int virtualStages, boolean overlap) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("schedule", schedule);
        words.put("pipeline_parallel", String.valueOf(ranks));
        words.put("virtual_stages", String.valueOf(virtualStages));
        words.put("expert_overlap", String.valueOf(overlap));
        return Trial.strategy(words);
    }

    private static void check(Strategy s, int microBatches) {
        Order order = s.schedule().order(s, microBatches);
        int chunks = s.schedule().chunks(s);
        for (int rank = 0; rank < s.pipelineParallel(); rank++) {
            assertThat(s.schedule().inFlight(s, rank, microBatches))
                    .as(
                            "%s, %d chunks, rank %d of %d, %d",
                            s.schedule(), chunks, rank, s.pipelineParallel(), microBatches)
                    .isEqualTo((double) kept(order, rank) / chunks);
        }
    }

    /** Most chunks of micro-batches that have gone forward, and whose weight gradients are not made yet. */
    private static int kept(Order order, int rank) {
        int now = 0;
        int most = 0;
        for (int turn = order.from()[rank]; turn < order.from()[rank + 1]; turn++) {
            now += order.forward()[turn] >= 0 ? 1 : 0;
            most = Math.max(most, now);
            boolean made = order.backward()[turn] >= 0 && order.turn(turn) != Turn.INPUT_GRADIENT;
            now -= made ? 1 : 0;
        }
        return most;
    }
}
