package org.chokepoint.model.huggingface;

import static org.chokepoint.model.huggingface.Trait.BARE_NORM;
import static org.chokepoint.model.huggingface.Trait.EXPERTS;
import static org.chokepoint.model.huggingface.Trait.EXPERT_BIAS;
import static org.chokepoint.model.huggingface.Trait.EXPERT_WIDTH_PLAIN;
import static org.chokepoint.model.huggingface.Trait.FULL_NORM;
import static org.chokepoint.model.huggingface.Trait.HEAD_BIAS;
import static org.chokepoint.model.huggingface.Trait.HEAD_NORM;
import static org.chokepoint.model.huggingface.Trait.LAYER_NORM;
import static org.chokepoint.model.huggingface.Trait.MLP_BIAS;
import static org.chokepoint.model.huggingface.Trait.MULTI_HEAD;
import static org.chokepoint.model.huggingface.Trait.NO_OUTPUT_BIAS;
import static org.chokepoint.model.huggingface.Trait.ONLY_POST_NORMS;
import static org.chokepoint.model.huggingface.Trait.OPTIONAL_FULL_NORM;
import static org.chokepoint.model.huggingface.Trait.OPTIONAL_HEAD_NORM;
import static org.chokepoint.model.huggingface.Trait.OUTPUT_BIAS;
import static org.chokepoint.model.huggingface.Trait.OWN_HEAD_DIM;
import static org.chokepoint.model.huggingface.Trait.PARALLEL;
import static org.chokepoint.model.huggingface.Trait.PLAIN_MLP;
import static org.chokepoint.model.huggingface.Trait.POST_NORMS;
import static org.chokepoint.model.huggingface.Trait.QKV_BIAS;
import static org.chokepoint.model.huggingface.Trait.ROUTER_BIAS;
import static org.chokepoint.model.huggingface.Trait.SHARED_GATE;
import static org.chokepoint.model.huggingface.Trait.SINKS;
import static org.chokepoint.model.huggingface.Trait.TIED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of families: {@code model_type} to reader. */
final class Families {
    private static final Map<String, Family> TABLE = new LinkedHashMap<>();

    static {
        Family llama = DecoderFamily.of(Reach.FULL, MULTI_HEAD);
        put(llama, "llama", "granite", "Yi", "baichuan", "internlm", "internlm3");
        put(DecoderFamily.of(Reach.FULL), "internlm2");
        put(DecoderFamily.of(Reach.FULL, NO_OUTPUT_BIAS), "seed_oss");
        put(DecoderFamily.of(Reach.ALL_LAYERS), "mistral", "ministral", "ministral3");
        put(DecoderFamily.of(Reach.ALL_LAYERS, EXPERTS, EXPERT_WIDTH_PLAIN), "mixtral");
        put(DecoderFamily.of(Reach.UPPER_LAYERS, MULTI_HEAD, QKV_BIAS, NO_OUTPUT_BIAS), "qwen2", "mimo");
        put(DecoderFamily.of(Reach.UPPER_LAYERS, QKV_BIAS, NO_OUTPUT_BIAS, EXPERTS, SHARED_GATE), "qwen2_moe");
        put(DecoderFamily.of(Reach.UPPER_LAYERS, HEAD_NORM, OWN_HEAD_DIM), "qwen3", "qwen3_vl_text");
        put(DecoderFamily.of(Reach.UPPER_LAYERS, HEAD_NORM, EXPERTS), "qwen3_moe", "qwen3_vl_moe_text");
        put(DecoderFamily.of(Reach.FULL, NO_OUTPUT_BIAS), "glm");
        put(DecoderFamily.of(Reach.FULL, NO_OUTPUT_BIAS, POST_NORMS), "glm4");
        put(
                DecoderFamily.of(Reach.FULL, NO_OUTPUT_BIAS, OPTIONAL_HEAD_NORM, EXPERTS, ROUTER_BIAS),
                "glm4_moe",
                "glm4v_moe_text");
        put(
                DecoderFamily.of(
                        Reach.EVERY_SECOND_FULL,
                        QKV_BIAS,
                        OUTPUT_BIAS,
                        SINKS,
                        EXPERTS,
                        EXPERT_WIDTH_PLAIN,
                        EXPERT_BIAS,
                        ROUTER_BIAS),
                "gpt_oss");
        put(DecoderFamily.of(Reach.FULL, OPTIONAL_FULL_NORM, EXPERTS, EXPERT_WIDTH_PLAIN, ROUTER_BIAS), "minimax_m2");
        put(DecoderFamily.of(Reach.FULL, TIED, OWN_HEAD_DIM), "gemma");
        put(DecoderFamily.of(Reach.EVERY_SECOND_FULL, TIED, OWN_HEAD_DIM, POST_NORMS), "gemma2");
        put(DecoderFamily.of(Reach.EVERY_SIXTH_FULL, TIED, OWN_HEAD_DIM, POST_NORMS, HEAD_NORM), "gemma3_text");
        put(DecoderFamily.of(Reach.FULL, LAYER_NORM, PLAIN_MLP), "nemotron");
        Trait[] phi = {MULTI_HEAD, LAYER_NORM, PARALLEL, QKV_BIAS, MLP_BIAS, PLAIN_MLP, HEAD_BIAS};
        put(DecoderFamily.of(Reach.FULL, phi), "phi");
        put(DecoderFamily.of(Reach.ALL_LAYERS, MULTI_HEAD), "phi3");
        put(DecoderFamily.of(Reach.ALL_LAYERS, LAYER_NORM, EXPERTS, EXPERT_WIDTH_PLAIN, HEAD_BIAS), "phimoe");
        put(DecoderFamily.of(Reach.FULL, MULTI_HEAD, BARE_NORM), "olmo");
        put(DecoderFamily.of(Reach.FULL, MULTI_HEAD, ONLY_POST_NORMS, FULL_NORM), "olmo2");
        put(DecoderFamily.of(Reach.EVERY_FOURTH_FULL, MULTI_HEAD, ONLY_POST_NORMS, FULL_NORM), "olmo3");
        put(DecoderFamily.of(Reach.FULL, MULTI_HEAD, FULL_NORM, EXPERTS, EXPERT_WIDTH_PLAIN), "olmoe");
        put(
                DecoderFamily.of(Reach.ALL_LAYERS, TIED, LAYER_NORM, QKV_BIAS, OUTPUT_BIAS, MLP_BIAS, PLAIN_MLP),
                "starcoder2");
        // Cohere's layer norms have a scale and no bias
        put(DecoderFamily.of(Reach.FULL, MULTI_HEAD, TIED, PARALLEL, OPTIONAL_FULL_NORM), "cohere");
        put(DecoderFamily.of(Reach.EVERY_FOURTH_FULL, MULTI_HEAD, TIED, PARALLEL), "cohere2");

        put(LatentFamily.of(EXPERTS), "deepseek_v2");
        put(
                LatentFamily.of(EXPERTS, ROUTER_BIAS),
                "deepseek_v3",
                "deepseek_v32",
                "kimi_k2",
                "glm_moe_dsa",
                "glm4_moe_lite");
        put(new DeepSeekV4Family(), "deepseek_v4");
        put(new KimiLinearFamily(), "kimi_linear");
        put(QwenHybridFamily.of(EXPERTS, SHARED_GATE), "qwen3_next", "qwen3_5_moe_text");
        put(QwenHybridFamily.of(), "qwen3_5_text");
        put(new LightningFamily(), "minimax_text_01", "minimax_m1", "minimax");
        put(new Llama4Family(), "llama4_text");
        put(new Gemma4Family(), "gemma4_text");
        put(new NemotronHybridFamily(), "nemotron_h");
        put(new NemotronPrunedFamily(), "nemotron-nas", "deci");

        put(new EarlyFamily(true, true, 0, false), "gpt2", "gpt_bigcode");
        put(new EarlyFamily(true, true, 2, false), "opt");
        put(new EarlyFamily(true, false, 0, true), "bloom");
        put(new EarlyFamily(false, false, 0, false), "gpt_neox");
        put(new FalconFamily(), "falcon", "RefinedWeb", "RefinedWebModel");
        put(new MptFamily(), "mpt");
    }

    /** Keys that published configs of a family leave to the defaults of its configuration class. */
    private static final Map<String, Integer> GEMMA_3 = new LinkedHashMap<>();

    static {
        GEMMA_3.put("num_attention_heads", 8);
        GEMMA_3.put("num_key_value_heads", 4);
        GEMMA_3.put("head_dim", 256);
        GEMMA_3.put("vocab_size", 262208);
        GEMMA_3.put("sliding_window", 4096);
    }

    private Families() {}

    private static void put(Family family, String... types) {
        for (String type : types) {
            TABLE.put(type, family);
        }
    }

    static Optional<Family> find(String type) {
        return Optional.ofNullable(TABLE.get(type));
    }

    /** Values of keys that the configuration class of a family defaults and published configs leave out. */
    static Map<String, Integer> defaults(String type) {
        return type.equals("gemma3_text") ? GEMMA_3 : Map.of();
    }

    /** Every known {@code model_type}, in order of the table. */
    static List<String> names() {
        return List.copyOf(TABLE.keySet());
    }
}
