package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.chokepoint.DocBlock;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;

/** The tables of the page on long sequences, which this test writes. */
final class LongContextTest {
    private static final String PAGE = "docs/model/long-context.md";
    private static final int TOKENS = 1 << 24;
    private static final Machine H100 = Trial.machine("dgx-h100");

    @Test
    void fewKeyValueHeadsAreAsThePageSays() {
        String words = "tensor_parallel=8 context_parallel=16 pipeline_parallel=8 recompute=layer";
        DocBlock.check(PAGE, "few", table("llama-3.1-405b", 1024, words));
    }

    @Test
    void manyKeyValueHeadsAreAsThePageSays() {
        DocBlock.check(PAGE, "many", table("llama-2-7b", 128, "context_parallel=16 recompute=layer"));
    }

    private static String table(String model, int chips, String words) {
        StringBuilder out = new StringBuilder("| tokens | of a rank | ring | all-gather | ulysses | "
                + "exposed: ring | all-gather | ulysses | memory: ring | all-gather | ulysses |\n");
        out.append("|").append(" ---: |".repeat(11)).append('\n');
        for (int sequence = 8192; sequence <= 1 << 20; sequence *= 2) {
            Job job = new Job(Trial.network(model), chips, TOKENS / sequence, sequence);
            StringBuilder seconds = new StringBuilder();
            StringBuilder exposed = new StringBuilder();
            StringBuilder memory = new StringBuilder();
            for (ContextAlgorithm algorithm : ContextAlgorithm.values()) {
                Strategy s = Trial.strategy((words + " context_algorithm=" + algorithm.label()).split(" "));
                assertThat(StrategyCheck.problems(s, job, H100)).isEmpty();
                StepCost step = new ExecutedStep(job.network(), H100, 1).step(job, s);
                double share = step.byCause()[Cause.CONTEXT_COMMUNICATION.ordinal()] / step.seconds();
                seconds.append(" | ").append(Figure.duration(step.seconds(), 3));
                exposed.append(" | ").append(Figure.percent(share, 2));
                memory.append(" | ").append(Figure.scaled(step.memory().device(), 3, "B"));
            }
            out.append("| ").append(sequence).append(" | ").append(sequence / 16);
            out.append(seconds).append(exposed).append(memory).append(" |\n");
        }
        return out.toString();
    }
}
