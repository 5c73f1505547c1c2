package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chokepoint.Checkout;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Explanation;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Grade;
import org.chokepoint.model.Precision;
import org.chokepoint.training.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A layout from a file of arguments: what wins over what, and what is said of it. */
final class StrategyFileTest {
    private static final Chokepoint CHOKEPOINT = new Chokepoint(Checkout.catalog());

    @TempDir
    Path folder;

    private Path file;

    private TrainQuestion question(String model, String on, String tokens, String batch, Map<String, String> strategy) {
        Optional<String> none = Optional.empty();
        return TrainQuestion.of(
                model,
                Optional.ofNullable(on),
                Optional.ofNullable(tokens),
                Optional.ofNullable(batch),
                none,
                Optional.of(file.toString()),
                new LinkedHashMap<>(strategy),
                none,
                none);
    }

    private TrainAnswer ask(String arguments, TrainQuestionOf question) throws IOException {
        file = Files.writeString(folder.resolve("args.sh"), arguments);
        return CHOKEPOINT.ask(question.get(), Progress.NONE);
    }

    /** Made once the file is there. */
    private interface TrainQuestionOf {
        TrainQuestion get();
    }

    private static final String LLAMA = """
            --tensor-model-parallel-size 2 --sequence-parallel --bf16 --use-distributed-optimizer
            --micro-batch-size 1 --global-batch-size 512 --seq-length 4096 --train-iters 1000 --lr 1e-4 --novel
            --overlap-grad-reduce --recompute-granularity full --recompute-method uniform --recompute-num-layers 1
            """;

    @Test
    void theFileGivesLayoutAndJob() throws IOException {
        TrainAnswer answer = ask(LLAMA, () -> question("llama-3.1-8b", "64xH100", null, null, Map.of()));
        Strategy s = answer.strategy();
        assertThat(s.tensorParallel()).isEqualTo(2);
        assertThat(s.zeroStage()).isEqualTo(1);
        assertThat(s.parameterOverlap()).isFalse();
        assertThat(s.recompute()).containsExactly("layer");
        assertThat(answer.layout().globalBatchSequences()).isEqualTo(512);
        assertThat(answer.layout().sequenceLength()).isEqualTo(4096);
        assertThat(answer.run().tokens()).isEqualTo(1000.0 * 512 * 4096);
        assertThat(answer.evidence().command()).endsWith(" --on 64xH100 --strategy " + file);
        assertThat(answer.evidence().notes())
                .contains(
                        file + ", without influence on time and memory here: --lr",
                        file + ", not understood: " + "--novel (line 2)");
    }

    @Test
    void optionsWinOverTheFile() throws IOException {
        Map<String, String> options = Map.of("tensor_parallel", "4");
        TrainAnswer answer = ask(LLAMA, () -> question("llama-3.1-8b", "64xH100", "1T", "1024", options));
        assertThat(answer.strategy().tensorParallel()).isEqualTo(4);
        assertThat(answer.strategy().sequenceParallel()).isTrue();
        assertThat(answer.layout().globalBatchSequences()).isEqualTo(1024);
        assertThat(answer.run().tokens()).isEqualTo(1e12);
    }

    @Test
    void theFileReplacesThePublishedLayoutAsAWhole() throws IOException {
        String arguments = """
                --pipeline-model-parallel-size 16 --pipeline-model-parallel-layout 'Et*4|(t*4|)*14tmL'
                --expert-model-parallel-size 64 --moe-token-dispatcher-type alltoall --bf16
                --use-distributed-optimizer --micro-batch-size 1
                --recompute-granularity full --recompute-method uniform
                """;
        TrainAnswer answer = ask(arguments, () -> question("deepseek-v3", null, null, null, Map.of()));
        Strategy s = answer.strategy();
        assertThat(s.precision()).isEqualTo(Precision.BF16);
        assertThat(s.momentPrecision()).isEqualTo(Precision.FP32);
        assertThat(s.nodeDeduplication()).isFalse();
        assertThat(s.expertOverlap()).isFalse();
        assertThat(answer.layout().globalBatchSequences()).isEqualTo(15360);
        assertThat(answer.run().phases()).hasSizeGreaterThan(3); // the ramp is still that of the run
        assertThat(answer.published()).isEmpty();
        assertThat(answer.evidence().notes()).contains("the layout of deepseek-v3 is replaced by that of the file");
        assertThat(answer.evidence().records())
                .filteredOn(used -> used.kind().equals("run"))
                .allSatisfy(used -> assertThat(used.values())
                        .extracting(Evidence.Value::field)
                        .noneMatch(field -> field.startsWith("strategy.")));
    }

    @Test
    void theAnswerRestsOnTheFile() throws IOException {
        TrainAnswer answer = ask(LLAMA, () -> question("llama-3.1-8b", "64xH100", null, null, Map.of()));
        Evidence.Used used = answer.evidence().records().stream()
                .filter(record -> record.kind().equals("strategy"))
                .findFirst()
                .orElseThrow();
        assertThat(used.id()).isEqualTo(file.toString());
        assertThat(used.values()).hasSizeGreaterThan(20);
        assertThat(used.values().get(0).source().url()).isEqualTo(file + ":1:1");
        assertThat(used.values().get(0).source().grade()).isEqualTo(Grade.PRIMARY);
        Explanation size = Explainer.explain(answer, "strategy.tensor_parallel");
        assertThat(size.inputs()).singleElement().satisfies(input -> {
            assertThat(input.path()).isEqualTo("strategy " + file + ": tensor_parallel");
            assertThat(input.source()).contains("the user's file", file + ":1:1");
        });
        Explanation batch = Explainer.explain(answer, "layout.global_batch_sequences");
        assertThat(batch.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.source()).contains(file + ":2:22"));
        Explanation tokens = Explainer.explain(answer, "run.tokens");
        assertThat(tokens.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.path()).isEqualTo("strategy " + file + ": tokens"));
        Explanation graphs = Explainer.explain(answer, "strategy.cuda_graphs");
        assertThat(graphs.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.source()).contains("Megatron-LM's default"));
    }

    @Test
    void anotherFileIsAnotherDigest() throws IOException {
        TrainQuestionOf asked = () -> question("llama-3.1-8b", "64xH100", "1T", null, Map.of());
        String one = ask(LLAMA, asked).evidence().catalogDigest();
        String other = ask(LLAMA + "--save x", asked).evidence().catalogDigest();
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void brokenRulesNameTheArgumentOfTheFile() {
        assertThatThrownBy(() -> ask(
                        "--bf16\n--tensor-model-parallel-size 64 --micro-batch-size 1",
                        () -> question("llama-3.1-8b", "64xH100", "1T", null, Map.of())))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.at()).hasToString(file + ":2:1"));
        assertThatThrownBy(() -> ask(
                        "--bf16 --micro-batch-size 1 --global-batch-size 100",
                        () -> question("llama-3.1-8b", "64xH100", "1T", null, Map.of())))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.at()).hasToString(file + ":1:29"));
        assertThatThrownBy(() ->
                        ask("--micro-batch-size 1", () -> question("llama-3.1-8b", "64xH100", "1T", null, Map.of())))
                .hasMessage(file + ": training in fp32 is not modelled. The file leaves it to Megatron-LM's default."
                        + "\nMaybe use bf16 or fp8.");
        assertThatThrownBy(() -> ask(
                        "--bf16 --micro-batch-size 1 --global-batch-size 64",
                        () -> question("llama-3.1-8b", "64xH100", "1T", "100", Map.of())))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.at()).hasToString("--global-batch"));
    }

    @Test
    void writtenArgumentsGiveTheSameAnswer() throws IOException {
        TrainQuestion run = TrainQuestion.of("nemotron-4-340b");
        ArgumentsAnswer arguments = CHOKEPOINT.ask(new ArgumentsQuestion(run, Emission.MEGATRON), Progress.NONE);
        assertThat(arguments.text())
                .startsWith("# Megatron-LM (core 0.15) on 6,144 chips, from: ./chokepoint train nemotron-4-340b\n");
        assertThat(arguments.without()).isEqualTo(List.of());
        TrainAnswer before = CHOKEPOINT.ask(run, Progress.NONE);
        TrainAnswer after = ask(arguments.text(), () -> question("nemotron-4-340b", null, null, null, Map.of()));
        assertThat(after.strategy()).isEqualTo(before.strategy());
        assertThat(after.step()).isEqualTo(before.step());
        assertThat(after.run()).isEqualTo(before.run());
    }

    @Test
    void pathsThatLeadNowhereAreRefused() {
        file = folder.resolve("none.sh");
        assertThatThrownBy(
                        () -> CHOKEPOINT.ask(question("llama-3.1-8b", "64xH100", "1T", null, Map.of()), Progress.NONE))
                .hasMessage(file + ": there is no such file.\nMaybe the path is a slip.");
        TrainQuestion asked = TrainQuestion.of("deepseek-v3");
        assertThatThrownBy(() -> StrategyFile.read("a\0b"))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("--strategy: ");
        assertThat(asked.strategyFile()).isEmpty();
    }
}
