package org.chokepoint.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.units.Dimension;

/**
 * A published training run: what was trained on what, how it was laid out, and what was reported of it.
 *
 * @param id catalog id
 * @param name what people call it
 * @param model id of the model
 * @param cluster id of the cluster
 * @param accelerators chips
 * @param tokens tokens of pre-training
 * @param sequenceLength tokens of a sequence
 * @param globalBatch sequences of a step once the batch has grown
 * @param batchRamp how the batch grows at the start
 * @param strategy published layout
 * @param stack software
 * @param rentUsdPerHour price of a chip-hour that the source itself uses
 * @param beside phases that belong to the run but not to pre-training
 * @param published figures to compare with
 */
public record RunPreset(
        String id,
        String name,
        @Field(sourced = false) String model,
        String cluster,
        int accelerators,
        @Field(unit = Dimension.TOKENS) double tokens,
        int sequenceLength,
        @Field(unit = Dimension.SEQUENCES) int globalBatch,
        Optional<BatchRamp> batchRamp,
        Strategy strategy,
        @Field(sourced = false) String stack,
        @Field(key = "rent", unit = Dimension.HOURLY_PRICE) OptionalDouble rentUsdPerHour,
        List<PhaseBeside> beside,
        Published published) {

    /** Catalog kind. */
    public static final Kind<RunPreset> KIND = new Kind<>("run", "runs", RunPreset.class);

    public RunPreset {
        beside = List.copyOf(beside);
    }

    /**
     * A batch that grows with the tokens seen.
     *
     * @param from sequences of the first step
     * @param tokens tokens after which the batch is full
     * @param stepped whether the batch stays as it began until then, instead of growing evenly
     */
    public record BatchRamp(
            @Field(unit = Dimension.SEQUENCES) int from,
            @Field(unit = Dimension.TOKENS) double tokens,
            @Field(otherwise = "false") boolean stepped) {}

    /**
     * A phase that follows pre-training.
     *
     * @param name what it is
     * @param sequenceLength tokens of a sequence; absent where only hours are reported
     * @param globalBatch sequences of a step
     * @param steps optimizer steps
     * @param contextParallel ranks that split a sequence in this phase
     * @param reportedGpuHours hours that the source states for it, alone or with the phases that share the figure
     */
    public record PhaseBeside(
            String name,
            @Field(otherwise = "0") int sequenceLength,

            @Field(unit = Dimension.SEQUENCES, otherwise = "0")
            int globalBatch,

            @Field(otherwise = "0") int steps,
            @Field(otherwise = "1") int contextParallel,

            @Field(key = "reported_gpu_hours", unit = Dimension.COUNT)
            OptionalDouble reportedGpuHours) {}

    /**
     * What the source reports.
     *
     * @param gpuHours chip-hours of pre-training
     * @param costUsd dollars
     * @param modelFlopsUtilisation MFU, as the source counts it
     * @param stepSeconds time of a step
     * @param days days of pre-training
     */
    public record Published(
            @Field(unit = Dimension.COUNT) OptionalDouble gpuHours,
            @Field(key = "cost", unit = Dimension.MONEY) OptionalDouble costUsd,
            @Field(key = "mfu", unit = Dimension.RATIO) OptionalDouble modelFlopsUtilisation,
            @Field(key = "step", unit = Dimension.TIME) OptionalDouble stepSeconds,
            OptionalDouble days) {}
}
