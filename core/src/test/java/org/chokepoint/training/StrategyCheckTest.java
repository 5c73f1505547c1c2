package org.chokepoint.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.machine.Machine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One case for each rule: which field is at fault, and what the remedy says. */
final class StrategyCheckTest {
    private static final Machine H100 = Trial.machine("dgx-h100");

    /** Words of a strategy as {@code key=value;key=value}; lists use blanks. */
    private static Strategy strategy(String text) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String pair : text.split(";", -1)) {
            if (!pair.isEmpty()) {
                String[] halves = pair.split("=", -1);
                words.put(halves[0], halves[1].replace(' ', ','));
            }
        }
        return Trial.strategy(words);
    }

    private static List<StrategyCheck.Problem> problems(
            String model, int chips, int batch, int sequence, String words) {
        Job job = new Job(Trial.network(model), chips, batch, sequence);
        return StrategyCheck.problems(strategy(words), job, H100);
    }

    @Test
    void aSoundLayoutHasNoProblems() {
        assertThat(problems("llama-3.1-8b", 64, 128, 8192, "tensor_parallel=8;pipeline_parallel=2"))
                .isEmpty();
        for (String run : Trial.publishedRuns()) {
            Trial trial = Trial.published(run);
            assertThat(StrategyCheck.problems(trial.strategy(), trial.job(), trial.machine()))
                    .as(run)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // sizes
                "tensor_parallel=0              | tensor_parallel       | leave it out",
                "pipeline_parallel=0            | pipeline_parallel     | leave it out",
                "virtual_stages=0               | virtual_stages        | leave it out",
                "expert_parallel=0              | expert_parallel       | leave it out",
                "expert_tensor_parallel=0       | expert_tensor_parallel| leave it out",
                "context_parallel=0             | context_parallel      | leave it out",
                "micro_batch=0                  | micro_batch           | leave it out",
                "zero_stage=4                   | zero_stage            | FSDP",
                "recompute=layernrom            | recompute             | layernorm",
                // ranks
                "pipeline_parallel=3            | accelerators          | 63 or 66 chips",
                "zero_group=3                   | zero_group            | leave it out",
                // network: 32 heads, 8 key-value heads, hidden 4096, feed-forward 14336
                "tensor_parallel=64             | tensor_parallel       | use 32",
                "expert_parallel=2              | expert_parallel       | leave expert_parallel out",
                // pipeline: 32 layers
                "pipeline_parallel=64           | pipeline_parallel     | 32 stages",
                "pipeline_parallel=2;stage_layers=16 15    | stage_layers | even split",
                "pipeline_parallel=2;virtual_stages=2;schedule=interleaved;stage_layers=8 8 8 | stage_layers | even split",
                "pipeline_parallel=16;virtual_stages=3;schedule=interleaved | pipeline_parallel | 10 stages or fewer, or stage_layers",
                "pipeline_parallel=2;schedule=interleaved  | virtual_stages | 1f1b",
                "pipeline_parallel=2;virtual_stages=2      | schedule     | interleaved",
                "pipeline_parallel=1;schedule=dualpipe     | schedule     | 1f1b",
                "pipeline_parallel=2;zero_stage=3          | zero_stage   | zero_stage 1",
                "pipeline_parallel=2;zero_stage=2          | zero_stage   | zero_stage 1",
                // batch: 128 sequences
                "micro_batch=3                  | global_batch          | sequences",
                "micro_batch=4                  | global_batch          | use 256 sequences",
                // choices

                "capacity_padding=true          | capacity_padding      | add capacity_factor 1",
                "expert_load=0.5                | expert_load           | forced balance",
                "communication_units=132        | communication_units   | use 20",
                "precision=fp4                  | precision             | bf16",
                "precision=fp32                 | precision             | bf16",
                "tensor_parallel=8;context_parallel=8;context_algorithm=ulysses | context_parallel | all-gather",
                "gradient_precision=fp8         | gradient_precision    | fp32",
                "moment_precision=fp8           | moment_precision      | fp32"
            })
    void eachRuleNamesItsFieldAndARemedy(String words, String field, String remedy) {
        List<StrategyCheck.Problem> problems = problems("llama-3.1-8b", 64, 128, 8192, words);
        assertThat(problems).as(words).anySatisfy(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.maybe()).contains(remedy).endsWith(".");
            assertThat(problem.what()).endsWith(".");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deepseek-v3  | 96 | expert_parallel=3                  | expert_parallel        | use 2",
                "deepseek-v3  | 64 | expert_parallel=48                 | expert_parallel        | halve",
                "deepseek-v3  | 64 | expert_tensor_parallel=64;expert_parallel=2 | expert_parallel | halve",
                "mixtral-8x7b | 96 | expert_tensor_parallel=3           | expert_tensor_parallel | use 1",
                "mixtral-8x7b | 64 | tensor_parallel=2;sequence_parallel=false | sequence_parallel | true",
                "kimi-linear-48b-a3b | 64 | context_parallel=2;context_algorithm=all-gather | context_algorithm | use ring",
                "nemotron-h-56b| 64 | context_parallel=2;context_algorithm=ulysses | context_algorithm | use ring",
                "deepseek-v3.2 | 64 | context_parallel=2;context_algorithm=all-gather | context_algorithm | use ring",
                "phi-4        | 64 | context_parallel=4;context_algorithm=ulysses   | context_parallel  | use ring",
                "phi-4        | 64 | tensor_parallel=4                  | tensor_parallel        | use 2",
                "gpt-2-xl     | 70 | tensor_parallel=7                  | tensor_parallel        | power of two"
            })
    void networksSetLimits(String model, int chips, String words, String field, String remedy) {
        assertThat(problems(model, chips, chips * 4, 8192, words)).as(words).anySatisfy(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.maybe()).contains(remedy);
        });
    }

    @Test
    void jobsHaveSizes() {
        assertThat(problems("llama-3.1-8b", 0, 128, 8192, ""))
                .extracting("field")
                .contains("accelerators");
        assertThat(problems("llama-3.1-8b", 64, 0, 8192, ""))
                .extracting("field")
                .contains("global_batch");
        assertThat(problems("llama-3.1-8b", 64, 128, 0, "")).extracting("field").contains("sequence_length");
    }

    @Test
    void eachRankHasItsSlowdown() {
        Job job = new Job(Trial.network("llama-3.1-8b"), 64, 128, 8192);
        Strategy even = strategy("pipeline_parallel=2");
        Strategy twoWays = strategy("pipeline_parallel=2;schedule=dualpipe");
        assertThat(StrategyCheck.problems(even, job.withSlowdown(List.of(1.0, 1.2)), H100))
                .isEmpty();
        assertThat(StrategyCheck.problems(even, job.withSlowdown(List.of(1.2)), H100))
                .extracting("field", "maybe")
                .containsExactly(tuple("stage_slowdown", "use 1 for the others."));
        assertThat(StrategyCheck.problems(even, job.withSlowdown(List.of(1.0, 0.0)), H100))
                .extracting("field")
                .containsExactly("stage_slowdown");
        assertThat(StrategyCheck.problems(twoWays, job.withSlowdown(List.of(1.0, 1.2)), H100))
                .extracting("field")
                .containsExactly("stage_slowdown");
    }

    @Test
    void sequencesDivideOverTheirRanks() {
        List<StrategyCheck.Problem> problems = problems("llama-3.1-8b", 64, 128, 8190, "tensor_parallel=8");
        assertThat(problems).extracting("field").containsExactly("sequence_length");
        assertThat(problems.get(0).maybe()).contains("multiple of 8");
    }

    @Test
    void interleavingNeedsWholeRoundsOfMicroBatches() {
        String words = "pipeline_parallel=4;virtual_stages=2;schedule=interleaved";
        assertThat(problems("llama-3.1-8b", 64, 16 * 6, 8192, words))
                .extracting("field")
                .contains("global_batch");
        assertThat(problems("llama-3.1-8b", 64, 16 * 8, 8192, words)).isEmpty();
    }

    @Test
    void batchesOfARampThatAreNoWholeRoundsRunWithoutInterleaving() {
        Strategy s = strategy("pipeline_parallel=4;virtual_stages=2;schedule=interleaved");
        Job job = new Job(Trial.network("llama-3.1-8b"), 64, 16 * 8, 8192);
        RunPreset.BatchRamp ramp = new RunPreset.BatchRamp(16 * 6, 1e9, true);
        List<TrainingRun.Phase> phases =
                TrainingRun.phases(new ExecutedStep(job.network(), H100, 1), job, s, 1e10, Optional.of(ramp));
        assertThat(phases)
                .extracting(phase -> phase.step().schedule())
                .containsExactly(Schedule.ONE_F_ONE_B, Schedule.INTERLEAVED);
    }
}
