package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Collectives that follow each other are launched and fill their pipelines one by one. */
final class MessagesTest {
    /** Busy seconds of the pieces of a layer, in the forward and the backward. */
    private static double[] busy(Map<String, String> words, String name) {
        Job job = new Job(Trial.network("llama-3.1-8b"), 64, 64, 4096);
        Strategy s = Trial.strategy(words);
        StepCosting costing = new StepCosting(job.network(), Trial.machine("dgx-h100"), 1);
        double[] busy = new double[2];
        for (Piece piece : costing.lay(job, s).layers().blocks().get(0).pieces()) {
            if (piece.name().equals(name)) {
                busy[0] += piece.busyForward();
                busy[1] += piece.busyBackward();
            }
        }
        assertThat(busy[0]).as(name).isPositive();
        return busy;
    }

    private static void times(double factor, double[] busy) {
        assertThat(busy[1]).isCloseTo(factor * busy[0], within(1e-12 * busy[0]));
    }

    @Test
    void aGatherAndAScatterInTheBackwardAreTwoMessages() {
        for (String overlap : new String[] {"false", "true"}) {
            Map<String, String> words = Map.of("tensor_parallel", "8", "tensor_overlap", overlap);
            times(2, busy(words, "attention_gather"));
            times(2, busy(words, "mlp_gather"));
            times(1, busy(words, "attention_scatter"));
            times(1, busy(words, "mlp_scatter"));
        }
    }

    @Test
    void keysAndTheirGradientsGoRoundTheRingOneAfterTheOther() {
        times(2, busy(Map.of("tensor_parallel", "2", "context_parallel", "4"), "context_ring"));
    }
}
