package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Exchange;
import org.chokepoint.model.Operator;
import org.chokepoint.model.OperatorKind;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Precision;
import org.chokepoint.model.Shard;
import org.junit.jupiter.api.Test;

/** Bytes, seconds and memory of the three ways in which ranks of one sequence exchange keys and values. */
final class ContextAlgorithmTest {
    private static final int SEQUENCE = 32_768;
    private static final Machine H100 = Trial.machine("dgx-h100");

    private static Operators layer(String model, ContextAlgorithm algorithm, int tp, int cp) {
        Shard shard = new Shard(1, SEQUENCE, tp, tp > 1, cp, algorithm, 1, 1, Precision.BF16, false, true);
        var network = Trial.network(model);
        return network.blocks().get(0).describe(shard, network.hidden());
    }

    private static List<Exchange> exchanges(String model, ContextAlgorithm algorithm, int tp, int cp) {
        return layer(model, algorithm, tp, cp).exchanges().stream()
                .filter(e -> e.group() == Exchange.Group.CONTEXT)
                .toList();
    }

    private static Operator attention(Operators layer) {
        return layer.list().stream()
                .filter(o -> o.kind() == OperatorKind.ATTENTION)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ringAndAllGatherMoveAllKeysAndValues() {
        // 8 key-value heads of 128 channels, of which TP 2 leaves 4; keys and values in 2 bytes
        double whole = 2.0 * SEQUENCE * 4 * 128 * 2;
        for (ContextAlgorithm algorithm : List.of(ContextAlgorithm.RING, ContextAlgorithm.ALL_GATHER)) {
            for (int cp = 2; cp <= 16; cp *= 2) {
                List<Exchange> one = exchanges("llama-3.1-8b", algorithm, 2, cp);
                assertThat(one).hasSize(1);
                assertThat(one.get(0).forwardBytes()).isEqualTo(whole);
                assertThat(one.get(0).backwardBytes()).isEqualTo(whole);
                assertThat(one.get(0).backwardMessages()).isEqualTo(2);
            }
        }
    }

    @Test
    void ulyssesMovesFourTimesARanksActivationWithAsManyKeyValueHeadsAsQueryHeads() {
        // Jacobs et al. 2023, section 3.2: 3·N·h/P for queries, keys and values, N·h/P for the output; 2 bytes each
        double activation = 2.0 * SEQUENCE * 4096;
        for (int cp = 2; cp <= 32; cp *= 2) {
            List<Exchange> two = exchanges("llama-2-7b", ContextAlgorithm.ULYSSES, 1, cp);
            assertThat(two).extracting(Exchange::kind).containsOnly(Exchange.Kind.ALL_TO_ALL);
            assertThat(two).extracting(Exchange::forwardBytes).containsExactly(3 * activation / cp, activation / cp);
            assertThat(two).extracting(Exchange::backwardBytes).containsExactly(3 * activation / cp, activation / cp);
        }
    }

    @Test
    void ulyssesSendsSharedHeadsToEachRankThatNeedsThem() {
        // 32 query heads and 8 key-value heads: up to CP 8 each is sent once, at CP 16 each goes to two ranks
        double head = 2.0 * SEQUENCE * 128;
        for (int cp = 2; cp <= 32; cp *= 2) {
            double sent = (32 + 2 * Math.max(8, cp)) * head / cp;
            assertThat(exchanges("llama-3.1-8b", ContextAlgorithm.ULYSSES, 1, cp)
                            .get(0)
                            .forwardBytes())
                    .isEqualTo(sent);
        }
    }

    @Test
    void allDoTheSameWorkOnOtherShapes() {
        for (String model : List.of("llama-3.1-8b", "gpt-oss-20b", "deepseek-v2-lite", "gemma-2-9b")) {
            Operator ring = attention(layer(model, ContextAlgorithm.RING, 2, 4));
            Operator gathered = attention(layer(model, ContextAlgorithm.ALL_GATHER, 2, 4));
            Operator heads = attention(layer(model, ContextAlgorithm.ULYSSES, 2, 4));
            for (Operator other : List.of(gathered, heads)) {
                assertThat(other.flops()).isEqualTo(ring.flops());
                assertThat(other.backwardFlops()).isEqualTo(ring.backwardFlops());
            }
            assertThat(heads.m()).isEqualTo(4 * ring.m());
            assertThat(heads.groups()).isEqualTo(ring.groups() / 4);
            assertThat(gathered.m()).isEqualTo(ring.m());
        }
    }

    @Test
    void gatheredKeysAndValuesLiveInTheLayerWithTheirGradients() {
        double whole = 2.0 * SEQUENCE * 4 * 128 * 2;
        assertThat(layer("llama-3.1-8b", ContextAlgorithm.ALL_GATHER, 2, 8).heldBytes())
                .isEqualTo(2 * whole);
        assertThat(layer("llama-3.1-8b", ContextAlgorithm.RING, 2, 8).heldBytes())
                .isZero();
        // beside what a recomputed layer brings back
        Job job = new Job(Trial.network("llama-3.1-8b"), 128, 16, SEQUENCE);
        Strategy s = Trial.strategy(
                "tensor_parallel=2", "context_parallel=8", "recompute=layer", "context_algorithm=all-gather");
        PartCosts part = new StepCosting(job.network(), H100, 1)
                .lay(job, s)
                .layers()
                .blocks()
                .get(0);
        Stage stage = new Stage();
        stage.add(part, 3, true);
        assertThat(stage.workingBytes).isEqualTo(part.fullBytes() - part.keptBytes() + 2 * whole);
        assertThat(stage.keptBytes).isEqualTo(3 * part.keptBytes());
    }

    @Test
    void ulyssesKeepsTheOutputInBothOrders() {
        Job job = new Job(Trial.network("llama-3.1-8b"), 128, 16, SEQUENCE);
        String words = "tensor_parallel=2 context_parallel=4 context_algorithm=";
        double output = 2.0 * SEQUENCE / 4 * 16 * 128;
        assertThat(memory(job, words + "ulysses").activations()
                        - memory(job, words + "ring").activations())
                .isEqualTo(32 * output);
    }

    private static MemoryPlan memory(Job job, String words) {
        return new ClosedForm(job.network(), H100, 1)
                .step(job, Trial.strategy(words.split(" ")))
                .memory();
    }

    /** How much longer a step of eight million tokens takes with an all-gather than with a ring. */
    private static double longer(String model, String words, int chips, int sequence) {
        return seconds(model, words, chips, sequence, "all-gather") / seconds(model, words, chips, sequence, "ring");
    }

    private static double seconds(String model, String words, int chips, int sequence, String algorithm) {
        Job job = new Job(Trial.network(model), chips, (1 << 23) / sequence, sequence);
        Strategy s = Trial.strategy((words + " cuda_graphs=true context_algorithm=" + algorithm).split(" "));
        assertThat(StrategyCheck.problems(s, job, H100)).isEmpty();
        double executed = new ExecutedStep(job.network(), H100, 1).seconds(job, s);
        double estimate = new ClosedForm(job.network(), H100, 1).step(job, s).seconds();
        assertThat(StrictMath.log(estimate / executed)).isBetween(-0.05, 0.05);
        return executed;
    }

    @Test
    void aRingHidesWhatAGatherShowsWhereAllHeadsHaveKeys() {
        String many = "context_parallel=16 recompute=layer";
        String few = "tensor_parallel=8 context_parallel=16 pipeline_parallel=8 recompute=layer";
        double long16 = longer("llama-2-7b", many, 128, 131_072);
        assertThat(long16).isGreaterThan(1.2);
        // 8 key-value heads for 128 query heads
        assertThat(longer("llama-3.1-405b", few, 1024, 131_072) - 1).isBetween(0.0, 0.3 * (long16 - 1));
    }

    @Test
    void aGatherLosesLessTheLongerAttentionTakesAndWhereBlocksAreTooShortForARing() {
        String words = "context_parallel=16 recompute=layer";
        double middle = longer("llama-2-7b", words, 128, 65_536);
        assertThat(longer("llama-2-7b", words, 128, 524_288)).isLessThan(middle);
        assertThat(longer("llama-2-7b", words, 128, 8_192)).isLessThan(middle);
    }
}
