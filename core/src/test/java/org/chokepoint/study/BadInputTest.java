package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.Checkout;
import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users get wrong, and what they are told. */
final class BadInputTest {
    private static final Chokepoint CHOKEPOINT = new Chokepoint(Checkout.catalog());

    private static final String LLAMA = """
            {"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32,
             "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336,
             "vocab_size": 128256, "hidden_act": "silu", "rms_norm_eps": 1e-05,
             "rope_theta": 500000.0, "max_position_embeddings": 8192, "tie_word_embeddings": false}
            """;

    @TempDir
    Path folder;

    private static void refused(TrainQuestion question, String where, String what, String maybe) {
        assertThatThrownBy(() -> CHOKEPOINT.ask(question, Progress.NONE)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.at().toString()).contains(where);
            assertThat(fault.what()).contains(what).endsWith(".");
            assertThat(fault.maybe()).contains(maybe).endsWith(".");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // unknown names
                "deepsek-v3    |                                         | train    | no run, model or file | deepseek-v3",
                "llama-3.1-8b  | --on 64xH10O --tokens 1T                | --on     | no chip or cluster    | H100",
                "deepseek-v3   | --stack megatron-core-2042              | --stack  | no stack named        | megatron-core-2024",
                "deepseek-v3   | --precision fp9                         | --precision | must be one of     | fp8",
                "deepseek-v3   | --schedule 1f2b                         | --schedule  | must be one of     | 1f1b",
                "deepseek-v3   | --tensor-paralel 2                      | --tensor-paralel | unknown       | tensor_parallel",
                "deepseek-v3   | --recompute everything                  | --recompute | no part of a layer | .",
                // missing
                "llama-3.1-8b  | --tokens 1T                             | --on     | does not say          | --on 1024xH100",
                "llama-3.1-8b  | --on 64xH100                            | --tokens | does not say          | --tokens 15T",
                // quantities
                "deepseek-v3   | --tokens -1T                            | --tokens | must not be negative  | sign",
                "deepseek-v3   | --tokens 0                              | --tokens | above zero            | 15T",
                "deepseek-v3   | --tokens 15TB                           | --tokens | wrong unit            | 15T",
                "deepseek-v3   | --tokens NaN                            | --tokens | not a quantity        | 15T",
                "deepseek-v3   | --rent 2 EUR/h                          | --rent   | unknown unit          | 2 USD/h",
                "deepseek-v3   | --rent 2                                | --rent   | has no unit           | 2 USD/h",
                "deepseek-v3   | --restart 10                            | --restart| has no unit           | 30 min",
                "deepseek-v3   | --overhead 2 s                          | --overhead | wrong unit          | 80 %",
                "deepseek-v3   | --mtbf 0                                | --mtbf   | above zero            | .",
                "llama-3.1-8b  | --on H100 --tokens 1T                   | --on     | a count and a chip    | 1024xH100",
                "llama-3.1-8b  | --on 0xH100 --tokens 1T                 | --on     | positive whole number | slip",
                "llama-3.1-8b  | --on -8xH100 --tokens 1T                | --on     | a count and a chip    | 1024xH100",
                "llama-3.1-8b  | --on 9999999999xH100 --tokens 1T        | --on     | .                     | .",
                "deepseek-v3   | --seq 4096.5                            | --seq    | whole number          | 8192",
                "deepseek-v3   | --global-batch 16777217 tokens          | --global-batch | whole number    | sequences",
                "deepseek-v3   | --global-batch 99999999                 | --global-batch | too many        | tokens",
                // impossible layouts
                "deepseek-v3   | --expert-parallel 48                    | --expert-parallel | divide         | .",
                "deepseek-v3   | --pipeline-parallel 64                  | --        | .                    | .",
                "llama-3.1-8b  | --on 64xH100 --tokens 1T --tensor-parallel 3  | --accelerators | must divide | chips",
                "llama-3.1-8b  | --on 96xH100 --tokens 1T --tensor-parallel 3  | --tensor-parallel | divide  | use",
                "llama-3.1-8b  | --on 64xH100 --tokens 1T --pipeline-parallel 64 | --pipeline-parallel | exceed | 32",
                "llama-3.1-8b  | --on 64xH100 --tokens 1T --global-batch 100 | --global-batch | divide      | 64 or 128",
                "llama-3.1-8b  | --on 64xH100 --tokens 1T --expert-parallel 8 | --expert-parallel | no experts | leave",
                "llama-3.1-8b  | --on 64xH100 --tokens 1T --tensor-parallel 0 | --tensor-parallel | at least 1 | .",
                "llama-3.1-8b  | --on 64xA100 --tokens 1T --precision fp8 | --precision | no fp8 rate        | bf16",
                "llama-3.1-8b  | --on 64xH100 --tokens 1T --micro-batch 1.5 | --micro-batch | whole number    | slip",
                "llama-3.1-8b  | --on 64xH100 --tokens 1T --cuda-graphs yes | --cuda-graphs | true or false   | true"
            })
    void questionsAreRefusedWithPlaceExpectationAndRemedy(
            String model, String options, String where, String what, String maybe) {
        refused(Questions.train(model, options == null ? "" : options), where, what, maybe);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "4096                    | 4096.5                | 1:40 | hidden_size",
                "4096                    | -4096                 | 1:40 | hidden_size",
                "4096                    | \"4096\"              | 1:40 | hidden_size",
                "4096                    | NaN                   | 1:40 | hidden_size",
                "4096                    | Infinity              | 1:40 | hidden_size",
                "4096                    | [4096]                | 1:40 | single value",
                "4096                    | 1e400                 | 1:40 | hidden_size",
                "\"hidden_size\"         | \"hiden_size\"        | config.json:1 | hidden_size",
                "\"num_key_value_heads\": 8 | \"num_key_value_heads\": 7 | 2:52 | key",
                "\"llama\"               | \"lama\"              | 1:16 | lama",
                "\"tie_word_embeddings\": false | \"tie_word_embeddings\": \"no\" | 4:82 | true or false",
                "\"hidden_act\"          | \"hidden_size\"       | 3:24 | twice"
            })
    void configsAreRefusedWithTheirPlace(String right, String wrong, String where, String what) throws IOException {
        assertThat(LLAMA).contains(right);
        Path file = Files.writeString(
                folder.resolve("config.json"),
                LLAMA.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong)));
        Throwable thrown = catchThrowable(
                () -> CHOKEPOINT.ask(Questions.train(file.toString(), "--on 64xH100 --tokens 1T"), Progress.NONE));
        assertThat(thrown).as("%s", wrong).isInstanceOf(Fault.class);
        assertThat(((Fault) thrown).at().toString()).contains("config.json").contains(where);
        assertThat(thrown.getMessage()).contains(what).contains("\nMaybe ");
    }

    @Test
    void filesThatAreNoConfigsAreRefused() throws IOException {
        String options = "--on 64xH100 --tokens 1T";
        Path file = folder.resolve("config.json");
        refused(Questions.train(folder + "/none.json", options), "none.json", "no such file", "slip");
        refused(Questions.train(folder.toString(), options), "config.json", "no such file", "slip");
        Files.writeString(file, "");
        refused(Questions.train(file.toString(), options), "config.json:1:1", "found nothing", "empty");
        Files.writeString(file, LLAMA.substring(0, 100));
        refused(Questions.train(file.toString(), options), "config.json:", "not valid JSON", "truncated");
        Files.writeString(file, "[1, 2]");
        refused(Questions.train(file.toString(), options), "config.json:1:1", "a mapping", ".");
        Files.writeString(file, "null");
        refused(Questions.train(file.toString(), options), "config.json:1:1", "a mapping", ".");
        Files.writeString(file, "{}");
        refused(Questions.train(file.toString(), options), "config.json:1:1", "model_type", ".");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        refused(Questions.train(file.toString(), options), "config.json", "not UTF-8", "binary");
        refused(Questions.train("mo\0del", options), "train", "no run, model or file", ".");
        Files.writeString(file, LLAMA);
        assertThat(CHOKEPOINT.ask(Questions.train(folder.toString(), options + " --zero-stage 3"), Progress.NONE))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "llama-3.1-405b | --on 512xH100 --tokens 1T --tensor-parallel 8 --pipeline-parallel 1",
                "llama-3.1-70b  | --on 64xH100 --tokens 1T",
                "llama-3.1-70b  | --on 64xH100 --tokens 1T --tensor-parallel 2",
                "deepseek-v3    | --on 2048xH100 --expert-parallel 8",
                "deepseek-v3    | --pipeline-parallel 8 --stage-layers 8,8,8,8,8,8,8,5",
                "qwen3-235b-a22b| --on 256xH100 --tokens 1T --expert-parallel 8"
            })
    void whatDoesNotFitNamesAChangeThatDoes(String model, String options) {
        TrainQuestion asked = Questions.train(model, options);
        Throwable thrown = catchThrowable(() -> CHOKEPOINT.ask(asked, Progress.NONE));
        assertThat(thrown).isInstanceOf(Infeasible.class);
        Infeasible infeasible = (Infeasible) thrown;
        assertThat(infeasible.what()).contains("needs").contains("has");
        Matcher changes = Pattern.compile("--([a-z-]+) (\\S+)").matcher(infeasible.nearest());
        Map<String, String> strategy = new LinkedHashMap<>(asked.strategy());
        while (changes.find()) {
            strategy.put(changes.group(1).replace('-', '_'), changes.group(2));
        }
        assertThat(strategy).as(infeasible.nearest()).isNotEqualTo(asked.strategy());
        TrainQuestion nearest = asked.with(strategy);
        TrainAnswer answer = CHOKEPOINT.ask(nearest, Progress.NONE);
        assertThat(answer.memory().fits()).as(infeasible.nearest()).isTrue();
    }
}
