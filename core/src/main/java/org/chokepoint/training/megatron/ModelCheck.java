package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chokepoint.evidence.Fault;
import org.chokepoint.model.Block;
import org.chokepoint.model.Network;
import org.chokepoint.model.Norm;

/** Compares what a file says of its model with the model of the question. */
final class ModelCheck {
    private static final int VOCABULARY_UNIT = 128;

    private final Arguments a;
    private final Network network;
    private final ModelFacts facts;

    private ModelCheck(Arguments a, Network network) {
        this.a = a;
        this.network = network;
        this.facts = ModelFacts.of(network);
    }

    static void check(Arguments a, Network network, Choices choices) {
        ModelCheck check = new ModelCheck(settled(a, choices), network);
        check.numbers();
        check.switches();
        check.words();
        check.vocabulary();
        check.expertLayers();
        check.absent(choices);
    }

    /** Without descriptions whose value the file does not settle: nothing else needs them. */
    private static Arguments settled(Arguments a, Choices choices) {
        Map<Argument, Given> settled = new EnumMap<>(a.given());
        List<String> open = new ArrayList<>();
        for (Given given : a.given().values()) {
            boolean model = given.argument().field().equals(Argument.MODEL);
            if (model
                    && given.values().stream()
                            .anyMatch(word -> word.unresolved().isPresent())) {
                settled.remove(given.argument());
                open.add(given.shown());
            }
        }
        if (!open.isEmpty()) {
            choices.note("not compared with the model, since the file does not settle it: " + String.join(", ", open));
        }
        return new Arguments(settled);
    }

    private void numbers() {
        for (ModelFacts.Fact fact : facts.facts()) {
            Optional<Given> given = a.get(fact.argument());
            boolean skipped = fact.values().isEmpty() && !fact.needed();
            if (given.isPresent()
                    && !skipped
                    && !fact.values().contains(given.get().whole())) {
                throw contradiction(given.get(), fact.shown());
            }
        }
    }

    private Fault contradiction(Given given, String has) {
        return given.fault(
                given.shown() + " contradicts the model " + network.id() + ", which has " + has + ".",
                "the question names another model than the script trains.");
    }

    private void refuse(Argument argument, boolean contradicts, String has) {
        if (contradicts) {
            a.get(argument).ifPresent(given -> {
                throw contradiction(given, has);
            });
        }
    }

    private void switches() {
        refuse(Argument.SWIGLU, !facts.gated(), "no gate in its feed-forward");
        refuse(Argument.SQUARED_RELU, facts.gated(), "a gate in its feed-forward");
        refuse(Argument.UNTIE_EMBEDDINGS_AND_OUTPUT_WEIGHTS, network.tiedEmbeddings(), "tied embeddings");
        refuse(Argument.MULTI_LATENT_ATTENTION, !facts.latent(), "no latent attention");
    }

    private void words() {
        Optional<Given> norm = a.get(Argument.NORMALIZATION);
        if (norm.isPresent()) {
            String word = norm.get().text().toLowerCase(Locale.ROOT);
            boolean known = word.equals("rmsnorm") || word.equals("layernorm");
            if (!known) {
                throw norm.get().wrong("RMSNorm or LayerNorm", "a letter is a slip.");
            }
            boolean rms = network.finalNorm() == Norm.RMS;
            refuse(Argument.NORMALIZATION, rms != word.equals("rmsnorm"), rms ? "RMS norms" : "layer norms");
        }
        Optional<Given> positions = a.get(Argument.POSITION_EMBEDDING_TYPE);
        if (positions.isPresent()) {
            boolean table = positions.get().text().matches("learned_absolute|absolute");
            boolean has = network.learnedPositions() > 0;
            refuse(Argument.POSITION_EMBEDDING_TYPE, table != has, (has ? "a" : "no") + " table of positions");
        }
    }

    /** The model's vocabulary must lie between the one named and that one padded. */
    private void vocabulary() {
        Optional<Given> given = a.get(Argument.VOCAB_SIZE);
        if (given.isEmpty() || given.get().number() == 0) {
            return; // 0: the tokenizer says
        }
        long unit = Math.max(
                1,
                (long) a.whole(Argument.MAKE_VOCAB_SIZE_DIVISIBLE_BY, VOCABULARY_UNIT)
                        * a.whole(Argument.TENSOR_MODEL_PARALLEL_SIZE, 1));
        long size = given.get().number();
        long padded = (size + 1 + unit - 1) / unit * unit; // a tokenizer may add one for the end of documents
        boolean fits = network.vocabulary() >= size && network.vocabulary() <= Math.max(padded, size);
        refuse(Argument.VOCAB_SIZE, !fits, network.vocabulary() + " token types");
    }

    private void expertLayers() {
        Optional<Given> given = a.get(Argument.MOE_LAYER_FREQ);
        if (given.isEmpty()) {
            return;
        }
        List<Boolean> routed = network.blocks().stream().map(Block::routed).toList();
        List<Boolean> said = LayerPattern.read(given.get(), network.layers());
        long count = routed.stream().filter(expert -> expert).count();
        refuse(Argument.MOE_LAYER_FREQ, !said.equals(routed), "experts in " + count + " of its layers, or in others");
    }

    /** Names switches of the model that a file which describes one lacks. */
    private void absent(Choices choices) {
        if (!a.has(Argument.NUM_LAYERS) || !a.has(Argument.HIDDEN_SIZE)) {
            return;
        }
        List<Argument> lacking = new ArrayList<>();
        lacks(Argument.SWIGLU, facts.gated(), lacking);
        lacks(Argument.GROUP_QUERY_ATTENTION, facts.grouped() && !a.has(Argument.NUM_QUERY_GROUPS), lacking);
        lacks(Argument.UNTIE_EMBEDDINGS_AND_OUTPUT_WEIGHTS, !network.tiedEmbeddings(), lacking);
        lacks(Argument.MULTI_LATENT_ATTENTION, facts.latent(), lacking);
        lacks(Argument.NUM_EXPERTS, network.routed(), lacking);
        lacks(Argument.MTP_NUM_LAYERS, network.nextToken().count() > 0, lacking);
        if (!lacking.isEmpty()) {
            String names = lacking.stream().map(Argument::written).collect(Collectors.joining(", "));
            choices.note("it describes a model without " + names + "; the model of the question has that");
        }
    }

    private void lacks(Argument argument, boolean has, List<Argument> lacking) {
        if (has && !a.has(argument)) {
            lacking.add(argument);
        }
    }
}
