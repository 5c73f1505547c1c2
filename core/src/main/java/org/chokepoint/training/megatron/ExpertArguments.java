package org.chokepoint.training.megatron;

import java.util.List;
import java.util.Optional;
import org.chokepoint.model.Network;

/** How tokens reach experts. */
final class ExpertArguments {
    private static final List<String> DISPATCHERS = List.of("allgather", "alltoall", "alltoall_seq", "flex");
    private static final List<String> BACKENDS = List.of("deepep", "hybridep");

    /** Megatron-LM's defaults of {@code --moe-deepep-num-sms} and {@code --moe-hybridep-num-sms}. */
    static final int DEEPEP_UNITS = 20;

    private static final int HYBRIDEP_UNITS = 16;

    private ExpertArguments() {}

    static void read(Arguments a, Network network, Choices choices) {
        Optional<Given> type = a.get(Argument.MOE_TOKEN_DISPATCHER_TYPE);
        String dispatcher = type.map(given -> given.word(DISPATCHERS)).orElse("allgather");
        Optional<Given> backend = a.get(Argument.MOE_FLEX_DISPATCHER_BACKEND);
        boolean hybrid =
                backend.map(given -> given.word(BACKENDS)).orElse("deepep").equals("hybridep");
        boolean flex = dispatcher.equals("flex");
        if (a.has(Argument.MOE_ENABLE_DEEPEP) && !flex) {
            String what = "--moe-enable-deepep needs --moe-token-dispatcher-type flex.";
            throw a.fault(Argument.MOE_ENABLE_DEEPEP, what, "add --moe-token-dispatcher-type flex.");
        }
        Argument count = hybrid ? Argument.MOE_HYBRIDEP_NUM_SMS : Argument.MOE_DEEPEP_NUM_SMS;
        int units = a.whole(count, hybrid ? HYBRIDEP_UNITS : DEEPEP_UNITS);
        choices.set("node_deduplication", type, flex);
        choices.set("communication_units", flex ? a.get(count).or(() -> type) : Optional.empty(), flex ? units : 0);
        for (Argument unused : List.of(Argument.MOE_DEEPEP_NUM_SMS, Argument.MOE_HYBRIDEP_NUM_SMS)) {
            if (a.has(unused) && !(flex && unused == count)) {
                choices.note(unused.written() + " has no effect with this token dispatcher");
            }
        }
        boolean spread = network.routed() && a.whole(Argument.EXPERT_MODEL_PARALLEL_SIZE, 1) > 1;
        if (spread && dispatcher.equals("allgather")) {
            choices.note("tokens are dispatched by all-gather" + (type.isPresent() ? "" : ", Megatron-LM's default")
                    + ", and this is computed as all-to-all");
        }
        choices.setSwitch("expert_overlap", a.get(Argument.OVERLAP_MOE_EXPERT_PARALLEL_COMM));
        a.get(Argument.MOE_EXPERT_CAPACITY_FACTOR).ifPresent(given -> capacity(given, choices));
        choices.setSwitch("capacity_padding", a.get(Argument.MOE_PAD_EXPERT_INPUT_TO_CAPACITY));
        Optional<Given> forced = a.get(Argument.MOE_ROUTER_FORCE_LOAD_BALANCING);
        if (forced.isPresent() && network.routed()) {
            choices.set("expert_load", forced, 1);
        }
    }

    /** A negative factor means that no token is dropped. */
    private static void capacity(Given given, Choices choices) {
        String text = given.text();
        if (!text.matches("-?\\d{1,9}(\\.\\d{0,9})?")) {
            throw given.wrong("a number", "write it like 1.25.");
        }
        choices.set("capacity_factor", Optional.of(given), text.startsWith("-") ? "0" : text);
    }
}
