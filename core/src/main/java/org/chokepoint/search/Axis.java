package org.chokepoint.search;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.chokepoint.catalog.Named;
import org.chokepoint.model.ContextAlgorithm;
import org.chokepoint.model.Precision;
import org.chokepoint.training.Offload;
import org.chokepoint.training.Schedule;
import org.chokepoint.training.StagePlacement;
import org.chokepoint.training.Strategy;

/** Fields of a {@link Strategy} that a search varies, in the order in which it does. */
@SuppressWarnings("ImmutableEnumChecker") // method references have no state
public enum Axis implements Named {
    TENSOR_PARALLEL("tensor_parallel", "tp", Strategy::tensorParallel, (d, v) -> d.tensorParallel = (int) v),
    SEQUENCE_PARALLEL(
            "sequence_parallel", "sp", Strategy::sequenceParallel, (d, v) -> d.sequenceParallel = (boolean) v),
    CONTEXT_PARALLEL("context_parallel", "cp", Strategy::contextParallel, (d, v) -> d.contextParallel = (int) v),
    CONTEXT_ALGORITHM(
            "context_algorithm",
            "context_algorithm",
            Strategy::contextAlgorithm,
            (d, v) -> d.contextAlgorithm = (ContextAlgorithm) v),
    EXPERT_PARALLEL("expert_parallel", "ep", Strategy::expertParallel, (d, v) -> d.expertParallel = (int) v),
    EXPERT_TENSOR_PARALLEL(
            "expert_tensor_parallel",
            "etp",
            Strategy::expertTensorParallel,
            (d, v) -> d.expertTensorParallel = (int) v),
    PIPELINE_PARALLEL("pipeline_parallel", "pp", Strategy::pipelineParallel, (d, v) -> d.pipelineParallel = (int) v),
    STAGE_PLACEMENT(
            "stage_placement",
            "stage_placement",
            Strategy::stagePlacement,
            (d, v) -> d.stagePlacement = (StagePlacement) v),
    VIRTUAL_STAGES("virtual_stages", "vpp", Strategy::virtualStages, (d, v) -> d.virtualStages = (int) v),
    STAGE_LAYERS("stage_layers", "stage_layers", Strategy::stageLayers, (d, v) -> d.stageLayers = whole(v)),
    SCHEDULE("schedule", "schedule", Strategy::schedule, (d, v) -> d.schedule = (Schedule) v),
    MICRO_BATCH("micro_batch", "mbs", Strategy::microBatch, (d, v) -> d.microBatch = (int) v),
    PRECISION("precision", "precision", Strategy::precision, (d, v) -> d.precision = (Precision) v),
    RECOMPUTE("recompute", "recompute", Strategy::recompute, (d, v) -> d.recompute = strings(v)),
    RECOMPUTE_LAYERS(
            "recompute_layers", "recompute_layers", Strategy::recomputeLayers, (d, v) -> d.recomputeLayers = (int) v),
    TENSOR_OVERLAP(
            "tensor_overlap", "tensor_overlap", Strategy::tensorOverlap, (d, v) -> d.tensorOverlap = (boolean) v),
    EXPERT_OVERLAP(
            "expert_overlap", "expert_overlap", Strategy::expertOverlap, (d, v) -> d.expertOverlap = (boolean) v),
    NODE_DEDUPLICATION(
            "node_deduplication",
            "node_deduplication",
            Strategy::nodeDeduplication,
            (d, v) -> d.nodeDeduplication = (boolean) v),
    OFFLOAD("offload", "offload", Strategy::offload, (d, v) -> d.offload = (Offload) v),
    ZERO_STAGE("zero_stage", "zero", Strategy::zeroStage, (d, v) -> d.zeroStage = (int) v),
    ZERO_GROUP("zero_group", "zero_group", Strategy::zeroGroup, (d, v) -> d.zeroGroup = (int) v),
    GRADIENT_OVERLAP(
            "gradient_overlap",
            "gradient_overlap",
            Strategy::gradientOverlap,
            (d, v) -> d.gradientOverlap = (boolean) v),
    PARAMETER_OVERLAP(
            "parameter_overlap",
            "parameter_overlap",
            Strategy::parameterOverlap,
            (d, v) -> d.parameterOverlap = (boolean) v);

    private final String key;
    private final String brief;
    private final Function<Strategy, Object> get;
    private final BiConsumer<Draft, Object> set;

    Axis(String key, String brief, Function<Strategy, Object> get, BiConsumer<Draft, Object> set) {
        this.key = key;
        this.brief = brief;
        this.get = get;
        this.set = set;
    }

    @SuppressWarnings("unchecked") // the value is that of a strategy's recompute
    private static List<String> strings(Object value) {
        return (List<String>) value;
    }

    @SuppressWarnings("unchecked") // the value is that of a strategy's stage_layers
    private static List<Integer> whole(Object value) {
        return (List<Integer>) value;
    }

    /** The field's key in files. */
    @Override
    public String word() {
        return key;
    }

    /** A strategy's value. */
    public Object of(Strategy s) {
        return get.apply(s);
    }

    void set(Draft draft, Object value) {
        set.accept(draft, value);
    }

    /** The axis of a field, named as in files, as an option or by its usual short form (tp, pp, ep, …). */
    public static Optional<Axis> named(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(axis -> axis.key.equals(word) || axis.brief.equals(word))
                .findFirst();
    }

    /** Fields that are searched, as files name them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Axis::word).toList();
    }
}
