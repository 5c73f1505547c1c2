package org.chokepoint.study;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.search.Axis;
import org.chokepoint.search.Limits;
import org.chokepoint.training.Offload;
import org.chokepoint.training.Schedule;
import org.chokepoint.training.StagePlacement;

/** Holds a search to what a training stack can be told to run. */
final class StackLimits {
    private StackLimits() {}

    /**
     * The limits within those of a stack, as alternatives; a fault where the user's leave nothing that it runs.
     *
     * @param pipelines numbers of stages to choose from where the user leaves them open
     */
    static List<SearchLimits> of(Emission stack, SearchLimits asked, List<Integer> pipelines) {
        Limits within = within(stack, asked.limits());
        if (stack != Emission.TORCHTITAN) {
            return List.of(new SearchLimits(within, asked.fixed()));
        }
        List<SearchLimits> alternatives = new ArrayList<>();
        List<Object> stages = within.values().getOrDefault(Axis.PIPELINE_PARALLEL, List.copyOf(pipelines));
        for (boolean alone : List.of(true, false)) {
            List<Object> some = new ArrayList<>(stages);
            some.removeIf(each -> each.equals(1) != alone);
            List<Object> zero = new ArrayList<>(within.values().get(Axis.ZERO_STAGE));
            zero.removeIf(each -> each.equals(1) == alone); // FSDP sums once a step in a pipeline only
            if (!some.isEmpty() && !zero.isEmpty()) {
                Limits limits = within.with(Axis.PIPELINE_PARALLEL, some).with(Axis.ZERO_STAGE, zero);
                alternatives.add(new SearchLimits(limits, asked.fixed()));
            }
        }
        if (alternatives.isEmpty()) {
            throw refused(stack, Axis.ZERO_STAGE);
        }
        return alternatives;
    }

    private static Limits within(Emission stack, Limits asked) {
        Limits limits = asked;
        for (Map.Entry<Axis, List<Object>> can : able(stack).entrySet()) {
            List<Object> wanted = limits.values().get(can.getKey());
            List<Object> both = new ArrayList<>(wanted == null ? can.getValue() : wanted);
            both.retainAll(can.getValue());
            if (both.isEmpty()) {
                throw refused(stack, can.getKey());
            }
            limits = limits.with(can.getKey(), both);
        }
        return limits;
    }

    private static Fault refused(Emission stack, Axis axis) {
        return new Fault(
                Location.of("--" + axis.word().replace('_', '-')),
                stack.word() + " runs none of these.",
                "leave it out, or write another layout with --emit.");
    }

    private static Map<Axis, List<Object>> able(Emission stack) {
        Map<Axis, List<Object>> able = new EnumMap<>(Axis.class);
        if (stack == Emission.MEGATRON) {
            able.put(Axis.SCHEDULE, List.of(Schedule.ONE_F_ONE_B, Schedule.INTERLEAVED));
            return able;
        }
        able.put(
                Axis.SCHEDULE,
                List.of(Schedule.ONE_F_ONE_B, Schedule.INTERLEAVED, Schedule.GPIPE, Schedule.DUALPIPE_V));
        able.put(Axis.CONTEXT_ALGORITHM, List.of(ContextAlgorithm.RING, ContextAlgorithm.ALL_GATHER));
        able.put(Axis.STAGE_PLACEMENT, List.of(StagePlacement.DATA_INSIDE));
        able.put(Axis.RECOMPUTE, List.of(List.of(), List.of("layer")));
        able.put(Axis.RECOMPUTE_LAYERS, List.of(0));
        able.put(Axis.OFFLOAD, List.of(Offload.NONE));
        able.put(Axis.ZERO_STAGE, List.of(1, 2, 3));
        able.put(Axis.GRADIENT_OVERLAP, List.of(true));
        able.put(Axis.PARAMETER_OVERLAP, List.of(true));
        return able;
    }
}
