package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.training.script.Word;

/**
 * Arguments as a program prints them when it starts: every one that it has, by the name of its variable and with its default.
 * Those that act only beside another one count where that one is set.
 */
final class PrintedArguments {
    /** What an argument needs to act: a variable and the values that it may have. */
    private record Need(String name, String values) {}

    private static final Need EXPERTS = new Need("num_experts", "\\[?([2-9]|\\d\\d+)]?");
    private static final Need LATENT = new Need("multi_latent_attention", "True");
    private static final Need PRECISE = new Need("use_precision_aware_optimizer", "True");
    private static final Need FULL = new Need("recompute_granularity", "full");

    private static final Map<String, Need> NEEDS = new LinkedHashMap<>();

    static {
        NEEDS.put("num_query_groups", new Need("group_query_attention", "True"));
        for (String name : List.of("q_lora_rank", "kv_lora_rank", "qk_head_dim", "qk_pos_emb_head_dim", "v_head_dim")) {
            NEEDS.put(name, LATENT);
        }
        for (String name : List.of("main_grads_dtype", "main_params_dtype", "exp_avg_dtype", "exp_avg_sq_dtype")) {
            NEEDS.put(name, PRECISE);
        }
        NEEDS.put("data_parallel_sharding_strategy", new Need("use_megatron_fsdp|use_custom_fsdp", "True"));
        NEEDS.put("num_distributed_optimizer_instances", new Need("use_distributed_optimizer", "True"));
        NEEDS.put("zero_stage", new Need("deepspeed", "True"));
        NEEDS.put("recompute_modules", new Need("recompute_granularity", "selective"));
        NEEDS.put("recompute_method", FULL);
        NEEDS.put("recompute_num_layers", FULL);
        NEEDS.put("cpu_offloading_num_layers", new Need("cpu_offloading", "True"));
        NEEDS.put("moe_deepep_num_sms", new Need("moe_enable_deepep", "True"));
        NEEDS.put("moe_flex_dispatcher_backend", new Need("moe_token_dispatcher_type", "flex"));
        NEEDS.put("moe_hybridep_num_sms", new Need("moe_flex_dispatcher_backend", "hybridep"));
        NEEDS.put("num_layers_per_virtual_pipeline_stage", new Need("virtual_pipeline_model_parallel_size", "None"));
        NEEDS.put("use_flash_attn", new Need("attention_backend", "None"));
    }

    /** Switches of the model that set no field. */
    private static final List<String> SWITCHES = List.of(
            "add_qkv_bias",
            "qk_layernorm",
            "use_rotary_position_embeddings",
            "moe_router_enable_expert_bias",
            "embed_layernorm");

    private static final Pattern ENUM = Pattern.compile("<?[A-Za-z]\\w*\\.(\\w+)(?::.*>)?");

    private final Map<String, Word> printed;

    private PrintedArguments(Map<String, Word> printed) {
        this.printed = printed;
    }

    /** The arguments as one would have written them. */
    static List<Word> words(Map<String, Word> printed) {
        return new PrintedArguments(printed).words();
    }

    private List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (Argument argument : Argument.values()) {
            boolean job = argument.field().equals("tokens") || argument.field().equals("batch ramp");
            Optional<String> name = job ? Optional.empty() : name(argument);
            name.filter(this::acts).ifPresent(own -> add(argument, own, words));
        }
        for (String name : SWITCHES) {
            if (is(name, "True")) {
                words.add(
                        Word.of("--" + name.replace('_', '-'), printed.get(name).at()));
            }
        }
        if (is("add_bias_linear", "False")) {
            words.add(Word.of(
                    "--disable-bias-linear", printed.get("add_bias_linear").at()));
        }
        return words;
    }

    /** The variable of an argument that has a value. */
    private Optional<String> name(Argument argument) {
        List<String> names = new ArrayList<>(List.of(argument.option()));
        names.addAll(argument.aliases());
        return names.stream()
                .map(name -> name.replace('-', '_'))
                .filter(name -> printed.containsKey(name) && !is(name, "None|False|\\[]|none|"))
                .findFirst();
    }

    private boolean is(String name, String values) {
        Word word = printed.get(name);
        return word != null && word.text().matches(values);
    }

    private boolean acts(String name) {
        Need need = NEEDS.get(name);
        if (need == null) {
            boolean expert = name.matches("(moe|expert)_.*|topk");
            return !expert || is(EXPERTS.name(), EXPERTS.values());
        }
        boolean absent = need.values().equals("None");
        for (String each : need.name().split("\\|", -1)) {
            if (is(each, need.values()) || absent && !printed.containsKey(each)) {
                return true;
            }
        }
        return false;
    }

    private void add(Argument argument, String name, List<Word> words) {
        Word value = printed.get(name);
        if (argument == Argument.PIPELINE_MODEL_PARALLEL_LAYOUT) {
            throw new Fault(
                    value.at(),
                    "the layout of the pipeline is printed in a form that is not read.",
                    "give the launch script: --strategy run.sh.");
        }
        words.add(Word.of(argument.written(), value.at()));
        if (argument.form() == Form.SWITCH) {
            return;
        }
        List<String> values = values(value.text());
        int most = argument.form() == Form.WORDS ? values.size() : 1;
        values.stream().limit(most).forEach(text -> words.add(Word.of(text, value.at())));
    }

    /** Words of a value: of a list its items, of an enumeration the name. */
    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        boolean list = text.matches("\\[[^\\[\\]]*]");
        for (String item : list ? text.substring(1, text.length() - 1).split(",\\s*", -1) : new String[] {text}) {
            String bare = item.strip().replaceAll("^['\"]|['\"]$", "");
            Matcher constant = ENUM.matcher(bare);
            values.add(type(constant.matches() ? constant.group(1) : bare));
        }
        return values;
    }

    private static String type(String word) {
        switch (word) {
            case "float32":
                return "fp32";
            case "bfloat16":
                return "bf16";
            case "float16":
                return "fp16";
            default:
                return word;
        }
    }
}
