package org.chokepoint.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chokepoint.model.Precision;
import org.chokepoint.search.Axis;
import org.chokepoint.search.Limits;
import org.chokepoint.training.Schedule;

/** Ingenuity that a search may use, one by one and together; without it a layout is that of the usual stacks in 16 bits. */
public enum Ablation {
    /** None: 16-bit products, 1F1B plain or interleaved, nothing beside products, a copy of a token for each expert. */
    NONE,
    /** Products on 8-bit operands, where the chip has them. */
    FP8,
    /** Communication of tensor and expert parallelism beside compute, and the schedules that pairs of micro-batches need. */
    OVERLAP,
    /** A token crosses the network once per domain. */
    NODE_DEDUPLICATION,
    /** All of these. */
    ALL;

    /** Key in answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean has(Ablation part) {
        return this == part || this == ALL;
    }

    /**
     * What it lets a search do.
     *
     * @param limits what the question holds
     * @param wide 16-bit format of the chip
     * @param narrow whether the chip has 8-bit products
     */
    public Limits allow(Limits limits, Precision wide, boolean narrow) {
        List<Object> schedules = new ArrayList<>(List.of(Schedule.ONE_F_ONE_B, Schedule.INTERLEAVED));
        List<Object> overlap = new ArrayList<>(List.of(false));
        if (has(OVERLAP)) {
            schedules.addAll(List.of(Schedule.DUALPIPE, Schedule.DUALPIPE_V));
            overlap.add(0, true);
        }
        List<Object> formats = has(FP8) && narrow ? List.of(Precision.FP8, wide) : List.of(wide);
        return limits.with(Axis.SCHEDULE, schedules)
                .with(Axis.PRECISION, formats)
                .with(Axis.TENSOR_OVERLAP, List.of(has(OVERLAP)))
                .with(Axis.EXPERT_OVERLAP, overlap)
                .with(Axis.NODE_DEDUPLICATION, List.of(has(NODE_DEDUPLICATION)));
    }
}
