package org.chokepoint.training.megatron;

import java.util.List;
import java.util.Optional;
import org.chokepoint.model.Network;

/** Sizes of the parallel dimensions, and the micro-batch. */
final class SizeArguments {
    private SizeArguments() {}

    static void read(Arguments a, Network network, Choices choices) {
        obsolete(a, Argument.MODEL_PARALLEL_SIZE, Argument.TENSOR_MODEL_PARALLEL_SIZE);
        obsolete(a, Argument.BATCH_SIZE, Argument.MICRO_BATCH_SIZE);
        size(a, Argument.TENSOR_MODEL_PARALLEL_SIZE, choices);
        size(a, Argument.PIPELINE_MODEL_PARALLEL_SIZE, choices);
        size(a, Argument.EXPERT_MODEL_PARALLEL_SIZE, choices);
        expertTensor(a, network, choices);
        context(a, choices);
        choices.setSwitch(Argument.SEQUENCE_PARALLEL.field(), a.get(Argument.SEQUENCE_PARALLEL));
        Optional<Given> mapping = a.get(Argument.USE_TP_PP_DP_MAPPING);
        choices.set("stage_placement", mapping, mapping.isPresent() ? "pipeline-inside" : "data-inside");
        size(a, Argument.MICRO_BATCH_SIZE, choices);
        if (!a.has(Argument.MICRO_BATCH_SIZE)) {
            choices.note("it gives no --micro-batch-size; 1 is taken unless the question says otherwise");
        }
    }

    private static void obsolete(Arguments a, Argument old, Argument valid) {
        if (a.has(old)) {
            throw a.fault(old, old.written() + " is no longer valid.", valid.written() + " is meant.");
        }
    }

    private static void size(Arguments a, Argument argument, Choices choices) {
        choices.set(argument.field(), a.get(argument), a.whole(argument, 1));
    }

    private static void expertTensor(Arguments a, Network network, Choices choices) {
        int dense = network.routed() ? a.whole(Argument.TENSOR_MODEL_PARALLEL_SIZE, 1) : 1;
        Optional<Given> given = a.first(Argument.EXPERT_TENSOR_PARALLEL_SIZE);
        choices.set(
                Argument.EXPERT_TENSOR_PARALLEL_SIZE.field(),
                given,
                a.whole(Argument.EXPERT_TENSOR_PARALLEL_SIZE, dense));
    }

    private static void context(Arguments a, Choices choices) {
        a.exclude(Argument.CONTEXT_PARALLEL_SIZE, Argument.DS_SEQUENCE_PARALLEL_SIZE);
        a.exclude(Argument.CP_COMM_TYPE, Argument.DS_SEQUENCE_PARALLEL_SIZE);
        Optional<Given> ulysses = a.get(Argument.DS_SEQUENCE_PARALLEL_SIZE);
        Optional<Given> size = a.first(Argument.CONTEXT_PARALLEL_SIZE, Argument.DS_SEQUENCE_PARALLEL_SIZE);
        choices.set(
                Argument.CONTEXT_PARALLEL_SIZE.field(),
                size,
                size.map(Given::whole).orElse(1));
        Optional<Given> type = a.get(Argument.CP_COMM_TYPE);
        String algorithm = type.map(SizeArguments::algorithm).orElse(ulysses.isPresent() ? "ulysses" : "ring");
        choices.set(Argument.CP_COMM_TYPE.field(), type.or(() -> ulysses), algorithm);
    }

    private static String algorithm(Given type) {
        List<String> texts = type.texts().stream().distinct().toList();
        if (texts.size() > 1) {
            throw type.fault(
                    "layers that exchange keys and values in different ways can't be expressed.",
                    "give --cp-comm-type one value.");
        }
        switch (texts.isEmpty() ? "" : texts.get(0)) {
            case "p2p":
                return "ring";
            case "all_gather":
            case "allgather":
                return "all-gather";
            case "a2a":
                return "ulysses";
            case "a2a+p2p":
                throw type.fault(
                        "a hierarchy of all-to-all and ring can't be expressed.", "p2p is the nearest that can.");
            default:
                throw type.wrong("one of p2p, all_gather, a2a, a2a+p2p", "p2p, which is the default.");
        }
    }
}
