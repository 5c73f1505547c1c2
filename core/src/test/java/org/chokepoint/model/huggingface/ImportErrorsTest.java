package org.chokepoint.model.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.chokepoint.evidence.Fault;
import org.chokepoint.model.huggingface.HuggingFaceImport.Imported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a config is said with its place; what is not understood is never passed over. */
class ImportErrorsTest {
    /** A small correct config; a line is replaced or added by each test. */
    private static final List<String> LLAMA = List.of(
            "\"model_type\": \"llama\"",
            "\"hidden_size\": 4096",
            "\"intermediate_size\": 14336",
            "\"num_hidden_layers\": 32",
            "\"num_attention_heads\": 32",
            "\"num_key_value_heads\": 8",
            "\"vocab_size\": 128256",
            "\"max_position_embeddings\": 8192");

    @Test
    void theSmallConfigIsCorrect() {
        Imported imported = HuggingFaceImport.read("llama/config.json", json(LLAMA));
        assertThat(imported.warnings()).isEmpty();
        assertThat(imported.network().id()).isEqualTo("llama");
        assertThat(imported.network().parameters().total()).isEqualTo(8030261248.0);
    }

    @ParameterizedTest
    @CsvSource({
        "hidden_size, -4096, 3",
        "hidden_size, 0, 3",
        "hidden_size, NaN, 3",
        "hidden_size, Infinity, 3",
        "hidden_size, 1e400, 3",
        "hidden_size, 4096.5, 3",
        "hidden_size, '\"4096\"', 3",
        "num_hidden_layers, true, 5",
        "vocab_size, 99999999999, 8",
    })
    void numbersMustBeCounts(String key, String value, int line) {
        Fault fault = fault(json(replaced(key, value)));
        assertThat(fault.at().line()).isEqualTo(line);
        assertThat(fault.what()).contains(key);
        assertThat(fault.maybe()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size"})
    void neededKeysAreMissed(String key) {
        List<String> lines =
                LLAMA.stream().filter(line -> !line.contains("\"" + key + "\"")).toList();
        assertThat(fault(json(lines)).what()).contains("'" + key + "' is missing");
    }

    @Test
    void headsMustDivideTheHiddenSize() {
        assertThat(fault(json(replaced("num_attention_heads", "36"))).getMessage())
                .contains("'hidden_size' of 4096 is not a multiple of the 36 attention heads")
                .contains("Maybe 'head_dim' is missing");
        assertThat(fault(json(replaced("num_key_value_heads", "5"))).what())
                .contains("does not divide the 32 query heads");
    }

    @Test
    void layerTypesMustBeKnownAndComplete() {
        assertThat(fault(json(with("\"layer_types\": [\"full_attention\"]"))).what())
                .contains("'layer_types' has 1 entries for 32 layers");
        String unknown = "\"layer_types\": [" + "\"full_attention\", ".repeat(31) + "\"fuzzy_attention\"]";
        assertThat(fault(json(with(unknown))).what()).contains("unknown type 'fuzzy_attention'");
    }

    @Test
    void anUnknownModelTypeNamesTheNearest() {
        Fault fault = fault(json(replaced("model_type", "\"lama\"")));
        assertThat(fault.getMessage())
                .startsWith("config.json:2:")
                .contains("'lama' is not known")
                .contains("llama");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"num_experts\": 8",
                "\"sliding_window\": 4096",
                "\"kv_lora_rank\": 512",
                "\"num_mystery_parts\": 3",
                "\"moe_latent_size\": 1024",
                "\"ghost_layers\": [1, 2]"
            })
    void structuralKeysThatTheFamilyDoesNotKnowAreRefused(String line) {
        Fault fault = fault(json(with(line)));
        assertThat(fault.at().line()).isEqualTo(10);
        assertThat(fault.what()).contains("looks structural");
    }

    @Test
    void otherUnknownKeysAreNamed() {
        Imported imported = HuggingFaceImport.read("a.json", json(with("\"flavour\": \"lemon\"")));
        assertThat(imported.warnings()).containsExactly("a.json:10:12: unknown key 'flavour' is not used.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sliding_window\": null",
                "\"num_experts\": null",
                "\"mlp_only_layers\": []",
                "\"rope_theta\": 500000.0",
                "\"some_token_id\": 7",
                "\"num_beams\": 1"
            })
    void emptyAndIrrelevantKeysPass(String line) {
        assertThat(HuggingFaceImport.read("a.json", json(with(line))).warnings())
                .isEmpty();
    }

    @Test
    void twoNamesOfOneThingMustAgree() {
        String gpt =
                "{\"model_type\": \"gpt2\", \"n_embd\": 768, \"hidden_size\": 1024, \"n_layer\": 12, \"n_head\": 12}";
        assertThat(fault(gpt).what()).contains("'n_embd' is 768, but 'hidden_size' is 1024");
    }

    @Test
    void brokenJsonIsLocated() {
        assertThat(fault("{\"model_type\": \"llama\", ").what()).contains("not valid JSON");
        assertThat(fault("{\"model_type\": \"llama\", \"model_type\": \"llama\"}")
                        .what())
                .contains("stands twice");
        assertThat(fault("[]").what()).contains("expected a mapping");
        assertThat(fault("").what()).contains("found nothing");
        assertThat(fault("{}").what()).contains("'model_type' is missing");
    }

    @Test
    void partsThatAreNotModelledAreRefused() {
        String nemotron = Fixtures.text("/configs/nemotron-3-nano-30b-a3b.json");
        String next = nemotron.replaceFirst(
                "\\{", "{\"num_nextn_predict_layers\": 1, \"mtp_hybrid_override_pattern\": \"*ME\",");
        assertThat(fault(next).what()).contains("'*ME' is not modelled");
        String short1 = nemotron.replace("\"num_hidden_layers\": 52", "\"num_hidden_layers\": 51");
        assertThat(fault(short1).what()).contains("has 52 letters for 51 layers");
        String gemma = Fixtures.text("/configs/gemma-4-26b-a4b.json");
        String perLayer = gemma.replace(
                "\"intermediate_size\": 2112", "\"intermediate_size\": 2112, \"num_kv_shared_layers\": 20");
        assertThat(fault(perLayer).what()).contains("sharing of keys and values between layers is not modelled");
    }

    @Test
    void towersAreLeftOutByName() {
        assertThat(Fixtures.imported("llama-4-scout").warnings())
                .singleElement()
                .asString()
                .contains("'vision_config' is left out");
    }

    private static List<String> with(String line) {
        return Stream.concat(LLAMA.stream(), Stream.of(line)).toList();
    }

    private static List<String> replaced(String key, String value) {
        return LLAMA.stream()
                .map(line -> line.startsWith("\"" + key + "\"") ? "\"" + key + "\": " + value : line)
                .toList();
    }

    private static String json(List<String> lines) {
        return "{\n" + String.join(",\n", lines) + "\n}\n";
    }

    private static Fault fault(String json) {
        return catchThrowableOfType(Fault.class, () -> HuggingFaceImport.read("config.json", json));
    }
}
