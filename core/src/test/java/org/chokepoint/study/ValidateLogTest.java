package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.chokepoint.Checkout;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of one's own against the prediction of it. */
final class ValidateLogTest {
    private static final Chokepoint CHOKEPOINT = new Chokepoint(Checkout.catalog());

    private static final String ARGUMENTS = """
            --num-layers 32 --hidden-size 4096 --ffn-hidden-size 14336 --swiglu --num-attention-heads 32
            --group-query-attention --num-query-groups 8 --normalization RMSNorm --position-embedding-type rope
            --untie-embeddings-and-output-weights --disable-bias-linear --vocab-size 128256
            --tensor-model-parallel-size 2 --pipeline-model-parallel-size 2 --sequence-parallel --bf16
            --use-distributed-optimizer --micro-batch-size 1 --global-batch-size 512 --seq-length 4096
            """;

    @TempDir
    Path folder;

    private Path log;
    private Path arguments;

    private ValidateLogAnswer ask(String log, String arguments, String model, String on) throws IOException {
        this.log = Files.writeString(folder.resolve("run.log"), log);
        this.arguments = Files.writeString(folder.resolve("args.txt"), arguments);
        return CHOKEPOINT.ask(
                new ValidateLogQuestion(
                        this.log.toString(),
                        Optional.of(this.arguments.toString()),
                        Optional.ofNullable(model),
                        Optional.ofNullable(on),
                        Optional.empty()),
                Progress.NONE);
    }

    private static String iteration(int number, double milliseconds, int batch) {
        return " iteration " + number + "/ 100 | elapsed time per iteration (ms): " + milliseconds
                + " | global batch size: " + batch + " |\n";
    }

    private static String steps(double milliseconds) {
        return iteration(1, 9000, 256) + iteration(2, milliseconds, 256);
    }

    private static double step(ValidateLogAnswer answer, String phase) {
        return answer.phases().stream()
                .filter(each -> each.name().equals(phase))
                .findFirst()
                .orElseThrow()
                .predictedSeconds()
                .orElseThrow();
    }

    @Test
    void theStepIsThatOfTheTrainingQuestion() throws IOException {
        ValidateLogAnswer answer = ask(steps(3000), ARGUMENTS, "llama-3.1-8b", "64xH100");
        String options = "--on 64xH100 --tokens 1B --global-batch 256 --strategy " + arguments + " --stack "
                + answer.run().stack();
        TrainAnswer train = CHOKEPOINT.ask(Questions.train("llama-3.1-8b", options), Progress.NONE);
        assertThat(answer.step().predictedSeconds()).isEqualTo(train.step().seconds());
        assertThat(answer.run().globalBatchSequences()).isEqualTo(256);
        assertThat(answer.memory().predictedAllocatedBytes())
                .isEqualTo(train.memory().peakAllocatedBytes());
        assertThat(answer.step().relativeSpeed()).isEqualTo(train.step().seconds() / 3 - 1);
        assertThat(answer.step().measuredTokensPerSecondPerGpu()).isEqualTo(256.0 * 4096 / 64 / 3);
    }

    @Test
    void theModelOfTheArgumentsIsThatOfTheName() throws IOException {
        double named =
                ask(steps(3000), ARGUMENTS, "llama-3.1-8b", "64xH100").step().predictedSeconds();
        double described = ask(steps(3000), ARGUMENTS, null, "64xH100").step().predictedSeconds();
        assertThat(described).isCloseTo(named, Percentage.withPercentage(0.1));
    }

    @Test
    void phasesAddUpToTheStep() throws IOException {
        String log = steps(5000) + """
                (min, max) time across ranks (ms):
                    forward-backward ...............................: (4700.00, 4800.00)
                    forward-compute ................................: (1300.00, 1400.00)
                    backward-compute ...............................: (2700.00, 2800.00)
                    all-grads-sync .................................: (290.00, 300.00)
                    optimizer ......................................: (90.00, 100.00)
                """;
        ValidateLogAnswer answer = ask(log, ARGUMENTS, null, "64xH100");
        double predicted = 0;
        double measured = 0;
        double inside = 0;
        for (ValidateLogAnswer.Phase phase : answer.phases()) {
            if (phase.within().isEmpty()) {
                predicted += phase.predictedSeconds().getAsDouble();
                measured += phase.measuredSeconds().getAsDouble();
            } else {
                inside += phase.predictedSeconds().getAsDouble();
            }
            assertThat(phase.gapSeconds().getAsDouble())
                    .isEqualTo(phase.measuredSeconds().getAsDouble()
                            - phase.predictedSeconds().getAsDouble());
        }
        Offset<Double> near = Offset.offset(1e-9);
        assertThat(predicted).isEqualTo(answer.step().predictedSeconds(), near);
        assertThat(measured).isEqualTo(5, near);
        assertThat(inside).isEqualTo(step(answer, "forward_backward"), near);
        assertThat(step(answer, "backward")).isBetween(1.7 * step(answer, "forward"), 2.3 * step(answer, "forward"));
        assertThat(answer.headline().answer())
                .startsWith("Measured 5 s a step, predicted ")
                .contains(" under the prediction; ");
        assertThat(answer.hints()).extracting(ValidateLogAnswer.Hint::kind).contains("passes", "timers_synchronise");
        assertThat(answer.timers()).hasSize(5);
    }

    @Test
    void aLogWithoutTimersSaysSo() throws IOException {
        ValidateLogAnswer answer = ask(steps(3000), ARGUMENTS, null, "64xH100");
        assertThat(answer.phases())
                .allSatisfy(phase -> assertThat(phase.measuredSeconds()).isEmpty());
        assertThat(answer.hints()).extracting(ValidateLogAnswer.Hint::kind).contains("no_timers");
        assertThat(answer.memory().measuredAllocatedBytes()).isEmpty();
    }

    @Test
    void fasterThanPredictedIsOver() throws IOException {
        ValidateLogAnswer answer = ask(steps(100), ARGUMENTS, null, "64xH100");
        assertThat(answer.step().relativeSpeed()).isPositive();
        assertThat(answer.headline().answer()).endsWith(" over the prediction.");
        assertThat(answer.headline().flips()).startsWith("The step is shorter than the prediction's 80 % band");
    }

    @Test
    void hintsNameWhatTheTimersShow() throws IOException {
        String log = steps(9000) + """
                (min, max) time across ranks (ms):
                    forward-backward ...............................: (6000.00, 6100.00)
                    forward-compute ................................: (1300.00, 2400.00)
                    backward-compute ...............................: (2700.00, 3000.00)
                    batch-generator ................................: (100.00, 700.00)
                    all-grads-sync .................................: (900.00, 1000.00)
                    optimizer ......................................: (90.00, 100.00)
                """;
        ValidateLogAnswer answer = ask(log, ARGUMENTS, null, "64xH100");
        assertThat(answer.hints())
                .extracting(ValidateLogAnswer.Hint::kind)
                .contains("communication_not_overlapped", "stragglers", "data_loading", "outside_timers", "passes");
        assertThat(answer.hints())
                .filteredOn(hint -> hint.kind().equals("communication_not_overlapped"))
                .allSatisfy(hint -> assertThat(hint.text()).contains("--overlap-grad-reduce"));
        assertThat(answer.hints())
                .filteredOn(hint -> hint.seconds().isPresent())
                .isSortedAccordingTo((a, b) ->
                        Double.compare(b.seconds().getAsDouble(), a.seconds().getAsDouble()));
    }

    @Test
    void theLogSaysHowManyChips() throws IOException {
        String log = "using world size: 64, data-parallel size: 16\n" + steps(3000);
        assertThat(ask(log, ARGUMENTS, null, "H100").run().accelerators()).isEqualTo(64);
        assertThat(ask(log, ARGUMENTS, null, "64xH100").run().accelerators()).isEqualTo(64);
    }

    private void refuses(String log, String arguments, String on, Location at, String what, String maybe) {
        assertThatThrownBy(() -> ask(log, arguments, null, on)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at()).isEqualTo(at);
            assertThat(fault.what()).contains(what);
            assertThat(fault.maybe()).contains(maybe);
        });
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() {
        String file = folder.resolve("run.log").toString();
        String world = "using world size: 128, x\n" + steps(3000);
        refuses(world, ARGUMENTS, "64xH100", new Location(file, 1, 19), "128 processes", "--on 128xH100.");
        refuses(world, ARGUMENTS, null, Location.of("--on"), "what it ran on", "--on 128xH100.");
        refuses(steps(3000), ARGUMENTS, "H100", Location.of("--on"), "must be a count and a chip", "1024xH100");
        String dump = "  tensor_model_parallel_size ...................... 4\n" + steps(3000);
        refuses(
                dump,
                ARGUMENTS,
                "64xH100",
                new Location(file, 1, 3),
                "the run had tensor_model_parallel_size 4, and " + folder.resolve("args.txt") + " has 2 in line 4.",
                "another run");
        refuses(iteration(1, 9000, 100), ARGUMENTS, "64xH100", new Location(file, 1, 2), "100", "");
        refuses("", ARGUMENTS, "64xH100", new Location(file, 1, 1), "ends without an iteration", "last one");
        refuses(
                steps(3000),
                "--tensor-model-parallel-size 2",
                "64xH100",
                Location.of(folder.resolve("args.txt").toString()),
                "describes no model",
                "name the model");
    }

    /** What the arguments above look like when the program prints them, with defaults that do not act. */
    private static final String PRINTED = """
            ------------------------ arguments ------------------------
              add_bias_linear ................................. False
              add_qkv_bias .................................... False
              attention_backend ............................... AttnBackend.auto
              bf16 ............................................ True
              context_parallel_size ........................... 1
              cpu_offloading_num_layers ....................... 0
              data_parallel_sharding_strategy ................. no_shard
              decoder_first_pipeline_num_layers ............... None
              encoder_num_layers .............................. 32
              encoder_seq_length .............................. 4096
              exp_avg_dtype ................................... torch.float32
              expert_model_parallel_size ...................... 1
              expert_tensor_parallel_size ..................... 2
              ffn_hidden_size ................................. 14336
              fp8 ............................................. None
              global_batch_size ............................... 512
              group_query_attention ........................... True
              hidden_size ..................................... 4096
              kv_channels ..................................... 128
              kv_lora_rank .................................... 32
              main_params_dtype ............................... torch.float32
              make_vocab_size_divisible_by .................... 128
              micro_batch_size ................................ 1
              moe_layer_freq .................................. 1
              moe_router_topk ................................. 2
              moe_token_dispatcher_type ....................... allgather
              multi_latent_attention .......................... False
              normalization ................................... RMSNorm
              num_attention_heads ............................. 32
              num_distributed_optimizer_instances ............. 1
              num_experts ..................................... None
              num_layers ...................................... 32
              num_layers_per_virtual_pipeline_stage ........... None
              num_query_groups ................................ 8
              num_virtual_stages_per_pipeline_rank ............ None
              overlap_grad_reduce ............................. False
              pipeline_model_parallel_layout .................. None
              pipeline_model_parallel_size .................... 2
              position_embedding_type ......................... rope
              q_lora_rank ..................................... None
              rampup_batch_size ............................... None
              recompute_granularity ........................... None
              recompute_modules ............................... ['core_attn']
              seq_length ...................................... 4096
              sequence_parallel ............................... True
              swiglu .......................................... True
              tensor_model_parallel_size ...................... 2
              train_iters ..................................... 1000
              train_samples ................................... 512000
              transformer_impl ................................ transformer_engine
              untie_embeddings_and_output_weights ............. True
              use_custom_fsdp ................................. False
              use_distributed_optimizer ....................... True
              use_flash_attn .................................. False
              virtual_pipeline_model_parallel_size ............ None
              vocab_size ...................................... None
              world_size ...................................... 64
            -------------------- end of arguments ---------------------
             > padded vocab (size: 128256) with 0 dummy tokens (new size: 128256)
            """;

    private ValidateLogAnswer printed(String text) throws IOException {
        log = Files.writeString(folder.resolve("printed.log"), text + steps(3000));
        Optional<String> none = Optional.empty();
        return CHOKEPOINT.ask(
                new ValidateLogQuestion(log.toString(), none, none, Optional.of("H100"), none), Progress.NONE);
    }

    @Test
    void theLogsOwnArgumentsDoAsWell() throws IOException {
        ValidateLogAnswer given = ask(steps(3000), ARGUMENTS, null, "64xH100");
        ValidateLogAnswer printed = printed(PRINTED);
        assertThat(printed.step()).isEqualTo(given.step());
        assertThat(printed.memory()).isEqualTo(given.memory());
        assertThat(printed.run().accelerators()).isEqualTo(64);
        assertThat(printed.command()).isEqualTo("./chokepoint validate --log " + log + " --on H100");
    }

    @Test
    void whatActsInTheLogsArgumentsIsRead() throws IOException {
        double plain = printed(PRINTED).step().predictedSeconds();
        String recomputed = PRINTED.replace("recompute_granularity ........................... None", """
                recompute_granularity ........................... full
                recompute_method ................................ uniform
                recompute_num_layers ............................ 1""");
        assertThat(printed(recomputed).step().predictedSeconds()).isGreaterThan(1.15 * plain);
        String virtual = PRINTED.replace(
                "virtual_pipeline_model_parallel_size ............ None",
                "virtual_pipeline_model_parallel_size ............ 4");
        assertThat(printed(virtual).step().predictedSeconds()).isLessThan(plain);
        String narrow = PRINTED.replace("fp8 ............................................. None", "fp8 .. hybrid");
        assertThat(printed(narrow).step().predictedSeconds()).isLessThan(0.9 * plain);
    }

    @Test
    void aLayoutThatIsPrintedAsAnObjectIsRefused() {
        String laid = PRINTED.replace(
                "pipeline_model_parallel_layout .................. None",
                "pipeline_model_parallel_layout .................. <megatron.core.Layout object at 0x7f>");
        assertThatThrownBy(() -> printed(laid)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at())
                    .isEqualTo(new Location(folder.resolve("printed.log").toString(), 38, 3));
            assertThat(fault.maybe()).contains("--strategy");
        });
        assertThatThrownBy(() -> printed(""))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.at()).isEqualTo(Location.of("--strategy")));
    }

    @Test
    void aLogThatIsNotThereIsRefused() {
        ValidateLogQuestion question = new ValidateLogQuestion(
                "no/such.log", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> CHOKEPOINT.ask(question, Progress.NONE))
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.at()).isEqualTo(Location.of("no/such.log")));
    }
}
