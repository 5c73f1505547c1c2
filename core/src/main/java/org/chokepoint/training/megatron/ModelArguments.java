package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.AttentionHeads;
import org.chokepoint.model.Block;
import org.chokepoint.model.Dense;
import org.chokepoint.model.FeedForward;
import org.chokepoint.model.FullAttention;
import org.chokepoint.model.LatentAttention;
import org.chokepoint.model.Mixer;
import org.chokepoint.model.MixtureOfExperts;
import org.chokepoint.model.Network;
import org.chokepoint.model.NextTokenModules;
import org.chokepoint.model.Norm;

/** The network that arguments describe, with Megatron-LM's own defaults for what they leave out. */
final class ModelArguments {
    /** Token types of GPT-2, whose tokenizer Megatron-LM's examples have. */
    private static final int VOCABULARY = 50_257;

    private static final int VOCABULARY_UNIT = 128;
    private static final int LATENT = 512;
    private static final int LATENT_HEAD = 128;
    private static final int LATENT_POSITIONS = 64;

    private final String file;
    private final Arguments a;
    private final Function<String, Optional<Listed>> others;
    private final List<String> notes;

    private ModelArguments(String file, Arguments a, Function<String, Optional<Listed>> others, List<String> notes) {
        this.file = file;
        this.a = a;
        this.others = others;
        this.notes = notes;
    }

    /**
     * Reads the network.
     *
     * @param others arguments by name that set no field
     * @param vocabulary rows of the embedding, where something else says so
     * @param notes hears what was assumed
     */
    static Network read(
            String file,
            Arguments a,
            Function<String, Optional<Listed>> others,
            OptionalInt vocabulary,
            List<String> notes) {
        return new ModelArguments(file, a, others, notes).network(vocabulary);
    }

    private Network network(OptionalInt vocabulary) {
        int layers = need(Argument.NUM_LAYERS);
        int hidden = need(Argument.HIDDEN_SIZE);
        int heads = need(Argument.NUM_ATTENTION_HEADS);
        boolean rotary = rotary();
        boolean table = !rotary && !has("no-position-embedding") && position().matches("learned_absolute|absolute");
        Norm norm = norm();
        boolean bias = !has("disable-bias-linear");
        Mixer mixer = mixer(hidden, heads, rotary, bias);
        boolean gated = a.has(Argument.SWIGLU);
        Block dense = block(mixer, new Dense(denseWidth(hidden, gated), gated, bias), norm);
        List<Block> blocks = new ArrayList<>();
        int experts = a.whole(Argument.NUM_EXPERTS, 0);
        List<Boolean> routed = routed(layers, experts > 1);
        for (int layer = 0; layer < layers; layer++) {
            blocks.add(routed.get(layer) ? block(mixer, experts(experts, hidden, gated, bias), norm) : dense);
        }
        int modules = a.whole(Argument.MTP_NUM_LAYERS, 0);
        int length = a.whole(Argument.SEQ_LENGTH, 0);
        return new Network(
                "model of " + file.substring(file.lastIndexOf('/') + 1),
                hidden,
                vocabulary(vocabulary),
                !a.has(Argument.UNTIE_EMBEDDINGS_AND_OUTPUT_WEIGHTS),
                table ? length : 0,
                has("embed-layernorm"),
                false,
                norm,
                blocks,
                new NextTokenModules(modules, blocks.get(layers - 1)),
                Integer.MAX_VALUE);
    }

    private static Block block(Mixer mixer, FeedForward feedForward, Norm norm) {
        return new Block(mixer, feedForward, norm, true, false, false, 1);
    }

    private boolean has(String option) {
        return others.apply(option).isPresent();
    }

    private int need(Argument argument) {
        Given given = a.get(argument)
                .orElseThrow(() -> new Fault(
                        Location.of(file),
                        "describes no model: it lacks " + argument.written() + ".",
                        "name the model in front: llama-3.1-70b."));
        if (given.whole() == 0) {
            throw given.wrong("above zero", "a digit was lost.");
        }
        return given.whole();
    }

    private String position() {
        return a.get(Argument.POSITION_EMBEDDING_TYPE).map(Given::text).orElse("learned_absolute");
    }

    private boolean rotary() {
        return has("use-rotary-position-embeddings") || position().matches(".*rope|yarn|rotary");
    }

    private Norm norm() {
        String word = a.get(Argument.NORMALIZATION).map(Given::text).orElse("LayerNorm");
        return word.toLowerCase(Locale.ROOT).equals("rmsnorm") ? Norm.RMS : Norm.LAYER;
    }

    private Mixer mixer(int hidden, int heads, boolean rotary, boolean bias) {
        if (a.has(Argument.MULTI_LATENT_ATTENTION)) {
            return new LatentAttention(
                    heads,
                    a.whole(Argument.Q_LORA_RANK, 0),
                    a.whole(Argument.KV_LORA_RANK, LATENT),
                    a.whole(Argument.QK_HEAD_DIM, LATENT_HEAD),
                    a.whole(Argument.QK_POS_EMB_HEAD_DIM, LATENT_POSITIONS),
                    a.whole(Argument.V_HEAD_DIM, LATENT_HEAD),
                    bias);
        }
        Optional<Given> width = a.get(Argument.KV_CHANNELS);
        if (width.isEmpty() && hidden % heads != 0) {
            throw a.fault(
                    Argument.NUM_ATTENTION_HEADS,
                    "the width of " + hidden + " is not divided by " + heads + " heads.",
                    "--kv-channels is missing.");
        }
        int channels = width.map(Given::whole).orElse(hidden / heads);
        boolean grouped = a.has(Argument.GROUP_QUERY_ATTENTION) || a.has(Argument.NUM_QUERY_GROUPS);
        int shared = grouped ? a.whole(Argument.NUM_QUERY_GROUPS, 1) : heads;
        boolean normed = has("qk-layernorm");
        return new FullAttention(new AttentionHeads(
                heads,
                shared,
                channels,
                channels,
                bias || has("add-qkv-bias"),
                bias,
                normed ? AttentionHeads.QueryKeyNorm.PER_HEAD : AttentionHeads.QueryKeyNorm.NONE,
                false,
                false,
                false,
                rotary));
    }

    /** Without a width: four times that of the residual stream, or with a gate two thirds of that in blocks of 64. */
    private int denseWidth(int hidden, boolean gated) {
        int usual = gated ? (int) (8L * hidden / 3 / 64 * 64) : 4 * hidden;
        return a.whole(Argument.FFN_HIDDEN_SIZE, usual);
    }

    private List<Boolean> routed(int layers, boolean any) {
        List<Boolean> all = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            all.add(any);
        }
        Optional<Given> pattern = any ? a.get(Argument.MOE_LAYER_FREQ) : Optional.empty();
        if (pattern.isEmpty()) {
            return all;
        }
        List<Boolean> routed = LayerPattern.read(pattern.get(), layers);
        if (routed.size() != layers) {
            throw pattern.get().wrong("a list of " + layers + " layers", "it is that of another size.");
        }
        return routed;
    }

    private FeedForward experts(int experts, int hidden, boolean gated, boolean bias) {
        int width = a.whole(Argument.MOE_FFN_HIDDEN_SIZE, denseWidth(hidden, gated));
        int topK = a.whole(Argument.MOE_ROUTER_TOPK, 2);
        if (topK > experts) {
            throw a.fault(
                    Argument.MOE_ROUTER_TOPK,
                    "of " + topK + " is above the " + experts + " experts.",
                    "the two are swapped.");
        }
        int shared = a.whole(Argument.MOE_SHARED_EXPERT_INTERMEDIATE_SIZE, 0);
        boolean balanced = has("moe-router-enable-expert-bias");
        return new MixtureOfExperts(experts, topK, width, gated, bias, balanced, shared, false, 0, 0);
    }

    private int vocabulary(OptionalInt known) {
        if (known.isPresent()) {
            return known.getAsInt();
        }
        Optional<Listed> padded = others.apply("pad-vocab-size-to").or(() -> others.apply("padded-vocab-size"));
        if (padded.isPresent()
                && padded.get().values().stream().anyMatch(word -> word.text().matches("\\d{1,9}"))) {
            return Integer.parseInt(padded.get().values().get(0).text());
        }
        int size = a.whole(Argument.VOCAB_SIZE, 0);
        if (size == 0) {
            size = VOCABULARY;
            notes.add(file + " names no --vocab-size: the " + size + " token types of GPT-2 were assumed");
        }
        int unit = Math.max(
                1,
                a.whole(Argument.MAKE_VOCAB_SIZE_DIVISIBLE_BY, VOCABULARY_UNIT)
                        * a.whole(Argument.TENSOR_MODEL_PARALLEL_SIZE, 1));
        return (int) Math.min(Integer.MAX_VALUE, ((long) size + unit - 1) / unit * unit);
    }
}
