package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chokepoint.model.Network;

/** Which layers stand on which stage, virtual stages, schedule. */
final class PipelineArguments {
    private static final Argument STAGES = Argument.PIPELINE_MODEL_PARALLEL_SIZE;
    private static final Argument LAYOUT = Argument.PIPELINE_MODEL_PARALLEL_LAYOUT;
    private static final Argument CHUNK_LAYERS = Argument.NUM_LAYERS_PER_VIRTUAL_PIPELINE_STAGE;
    private static final Argument CHUNKS = Argument.NUM_VIRTUAL_STAGES_PER_PIPELINE_RANK;
    private static final Argument FIRST = Argument.DECODER_FIRST_PIPELINE_NUM_LAYERS;
    private static final Argument LAST = Argument.DECODER_LAST_PIPELINE_NUM_LAYERS;

    private final Arguments a;
    private final Choices choices;
    private final Network network;
    private final int stages;

    private PipelineArguments(Arguments a, Network network, Choices choices) {
        this.a = a;
        this.choices = choices;
        this.network = network;
        this.stages = a.whole(STAGES, 1);
    }

    static void read(Arguments a, Network network, Choices choices) {
        a.exclude(CHUNK_LAYERS, CHUNKS);
        a.exclude(CHUNK_LAYERS, LAYOUT);
        a.exclude(CHUNKS, LAYOUT);
        for (Argument count : List.of(FIRST, LAST)) {
            a.exclude(CHUNK_LAYERS, count);
            a.exclude(LAYOUT, count);
            a.exclude(Argument.ACCOUNT_FOR_EMBEDDING_IN_PIPELINE_SPLIT, count);
            a.exclude(Argument.ACCOUNT_FOR_LOSS_IN_PIPELINE_SPLIT, count);
        }
        PipelineArguments reader = new PipelineArguments(a, network, choices);
        boolean possible = reader.stages > 0 && reader.stages <= network.layers() + 2; // else refused by StrategyCheck
        int virtual = !possible ? 1 : a.has(LAYOUT) ? reader.layout() : reader.split();
        Optional<Given> from = a.first(CHUNK_LAYERS, CHUNKS, LAYOUT);
        if (virtual > 1 && reader.stages == 1) {
            throw from.orElseThrow().fault("virtual stages need pipeline stages.", "raise " + STAGES.written() + ".");
        }
        if (reader.stages > 1) {
            a.get(Argument.NO_PIPELINE_PARALLEL).ifPresent(given -> a.exclude(STAGES, given.argument()));
        }
        choices.set("virtual_stages", from, virtual);
        choices.set("schedule", from, virtual > 1 ? "interleaved" : "1f1b");
    }

    /** Virtual stages of a layout that is spelled out. */
    private int layout() {
        Given given = a.get(LAYOUT).orElseThrow();
        PipelineLayout layout = PipelineLayout.read(given);
        List<String> list = layout.stages();
        if (list.size() % stages != 0) {
            String what = list.size() + " stages don't divide over " + stages + " ranks.";
            throw given.fault(what, "a | is missing, or " + STAGES.written() + " is another.");
        }
        boolean framed =
                list.get(0).startsWith("E") && list.get(list.size() - 1).endsWith("L");
        if (!framed || layout.count('E') != 1 || layout.count('L') != 1) {
            throw given.fault(
                    "a layout begins with its one E and ends with its one L.",
                    "write it like "
                            + PipelineLayout.of(even(network.layers()), 0).text() + ".");
        }
        if (layout.count('t') != network.layers()) {
            String what = "the layout has " + layout.count('t') + " layers, and " + network.id() + " has "
                    + network.layers() + ".";
            throw given.fault(what, "a factor is a slip, or the question names another model.");
        }
        int modules = layout.count('m');
        if (modules != 0 && modules != network.nextToken().count()) {
            String what = "the layout has " + modules + " multi-token prediction modules, and " + network.id() + " has "
                    + network.nextToken().count() + ".";
            throw given.fault(what, "an m is too many.");
        }
        choices.setList("stage_layers", Optional.of(given), texts(layout.counts('t')));
        if (modules > 0 && layout.counts('m').get(list.size() - 1) == 0) {
            choices.note("multi-token prediction stands before the last stage and is computed on the last one");
        }
        return list.size() / stages;
    }

    private static List<String> texts(List<Integer> counts) {
        return counts.stream().map(String::valueOf).toList();
    }

    private List<Integer> even(int layers) {
        List<Integer> counts = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            counts.add(layers / stages + (stage < layers % stages ? 1 : 0));
        }
        return counts;
    }

    /** Virtual stages where layers are counted out. */
    private int split() {
        boolean uneven = a.has(FIRST) || a.has(LAST);
        List<Integer> counts = uneven ? ends() : shares();
        int chunkLayers = counts.get(stages / 2);
        if (a.has(CHUNK_LAYERS)) {
            Given given = a.get(CHUNK_LAYERS).orElseThrow();
            int whole = counted(chunkLayers);
            if (given.whole() == 0 || whole % given.whole() != 0) {
                throw given.fault(
                        "the " + whole + " layers of a stage don't divide into chunks of " + given.whole() + ".",
                        "use a divisor of " + whole + ".");
            }
            return whole / given.whole();
        }
        if (!a.has(CHUNKS)) {
            return 1;
        }
        Given given = a.get(CHUNKS).orElseThrow();
        int virtual = given.whole();
        boolean divides = virtual > 0
                && (uneven
                        ? counts.stream().allMatch(count -> count % virtual == 0)
                        : counted(chunkLayers) % virtual == 0);
        if (!divides) {
            throw given.fault(
                    "the layers of a stage (" + String.join(", ", texts(counts)) + ") don't divide into " + virtual
                            + " chunks.",
                    "use a divisor of them, or --pipeline-model-parallel-layout.");
        }
        return virtual;
    }

    /** Layers of a stage, with embedding or loss where they count as one and there is no stage between. */
    private int counted(int layers) {
        int total = network.layers()
                + extra(Argument.ACCOUNT_FOR_EMBEDDING_IN_PIPELINE_SPLIT)
                + extra(Argument.ACCOUNT_FOR_LOSS_IN_PIPELINE_SPLIT);
        return total % stages == 0 ? total / stages : layers;
    }

    private int extra(Argument argument) {
        return a.has(argument) ? 1 : 0;
    }

    /** Stages whose ends are given. */
    private List<Integer> ends() {
        Given given = a.first(FIRST, LAST).orElseThrow();
        int first = a.whole(FIRST, 0);
        int last = a.whole(LAST, 0);
        int middle = stages - extra(FIRST) - extra(LAST);
        int rest = network.layers() - first - last;
        boolean fits = stages > 1 && rest >= 0 && (middle == 0 ? rest == 0 : rest % middle == 0);
        if (!fits) {
            throw given.fault(
                    "the other " + Math.max(0, rest) + " of " + network.layers() + " layers don't divide over "
                            + Math.max(0, middle) + " stages.",
                    "use " + LAYOUT.written() + ", or another number.");
        }
        List<Integer> counts = new ArrayList<>(Collections.nCopies(stages, middle == 0 ? 0 : rest / middle));
        if (a.has(FIRST)) {
            counts.set(0, first);
        }
        if (a.has(LAST)) {
            counts.set(stages - 1, last);
        }
        choices.setList("stage_layers", Optional.of(given), texts(counts));
        return counts;
    }

    /** Stages that share the layers, where embedding and loss may count as one. */
    private List<Integer> shares() {
        Optional<Given> method = a.get(Argument.PP_PARTITION_METHOD);
        boolean tied = method.isPresent() && method.get().text().contains("embedding");
        int before = tied ? 1 : extra(Argument.ACCOUNT_FOR_EMBEDDING_IN_PIPELINE_SPLIT);
        int behind = tied ? 1 : extra(Argument.ACCOUNT_FOR_LOSS_IN_PIPELINE_SPLIT);
        int total = network.layers() + before + behind;
        boolean balances = a.first(Argument.PP_PARTITION_METHOD, Argument.DEEPSPEED, Argument.ZERO_STAGE)
                .isPresent();
        if (total % stages != 0 && !balances) {
            String counted = before + behind == 0 ? "" : " (embedding or loss counted as one)";
            throw a.fault(
                    STAGES,
                    "the " + total + " layers" + counted + " don't divide over " + stages + " stages.",
                    "add " + FIRST.written() + ", " + LAST.written() + " or " + LAYOUT.written() + ".");
        }
        if (total % stages != 0 || stages == 1) {
            return even(network.layers());
        }
        List<Integer> counts = new ArrayList<>(Collections.nCopies(stages, total / stages));
        counts.set(0, counts.get(0) - before);
        counts.set(stages - 1, counts.get(stages - 1) - behind);
        if (before + behind > 0) {
            Optional<Given> from = method.or(() -> a.first(
                    Argument.ACCOUNT_FOR_EMBEDDING_IN_PIPELINE_SPLIT, Argument.ACCOUNT_FOR_LOSS_IN_PIPELINE_SPLIT));
            choices.setList("stage_layers", from, texts(counts));
        }
        return counts;
    }
}
