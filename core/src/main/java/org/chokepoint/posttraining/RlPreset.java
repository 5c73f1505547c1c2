package org.chokepoint.posttraining;

import java.util.List;
import java.util.OptionalDouble;
import org.chokepoint.catalog.Field;
import org.chokepoint.catalog.Kind;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Dimension;

/**
 * A published post-training run: its stages, how it was laid out, what is assumed of it, and what was reported.
 *
 * @param id catalog id
 * @param name what people call it
 * @param model id of the model that it starts from
 * @param cluster id of the cluster
 * @param accelerators chips, which rollouts and updates use by turns
 * @param stack software of the trainer
 * @param trainer layout of updates and fine-tuning
 * @param engine software of rollouts
 * @param rollout layout of an instance that rolls out
 * @param overlap whether rollouts and updates wait for each other
 * @param unpublished what the sources leave open, with ranges
 * @param after ids of the post-training runs that this one builds on and counts in
 * @param stages what is done, in order
 * @param rentUsdPerHour price of a chip-hour that the source itself uses
 * @param published figures to compare with
 */
public record RlPreset(
        String id,
        String name,
        @Field(sourced = false) String model,
        String cluster,
        int accelerators,
        @Field(sourced = false) String stack,
        Strategy trainer,
        @Field(sourced = false) String engine,
        RolloutLayout rollout,
        Overlap overlap,
        @Field(sourced = false) Unpublished unpublished,
        @Field(sourced = false) List<String> after,
        List<RlStage> stages,
        @Field(key = "rent", unit = Dimension.HOURLY_PRICE) OptionalDouble rentUsdPerHour,
        Published published) {

    /** Catalog kind. */
    public static final Kind<RlPreset> KIND = new Kind<>("rl-run", "rl-runs", RlPreset.class);

    public RlPreset {
        after = List.copyOf(after);
        stages = List.copyOf(stages);
        if (stages.isEmpty() || accelerators % rollout.accelerators() != 0) {
            throw new IllegalArgumentException("a run has stages, and its chips are whole instances of the rollout.");
        }
    }

    /** The same run on other chips, or with another overlap and layout of updates. */
    public RlPreset on(String otherCluster, int otherAccelerators, Overlap otherOverlap, Strategy otherTrainer) {
        return new RlPreset(
                id,
                name,
                model,
                otherCluster,
                otherAccelerators,
                stack,
                otherTrainer,
                engine,
                rollout,
                otherOverlap,
                unpublished,
                after,
                stages,
                rentUsdPerHour,
                published);
    }

    /** Most updates that one batch of outputs is cut into. */
    public int updatesPerRollout() {
        int most = 1;
        for (RlStage stage : stages) {
            most = Math.max(most, stage instanceof Reinforcement r ? r.updatesPerRollout() : 1);
        }
        return most;
    }

    /**
     * What the sources report.
     *
     * @param gpuHours chip-hours of this run and those that it counts in
     * @param costUsd the same in dollars
     * @param parts chip-hours by part of the run
     */
    public record Published(
            @Field(unit = Dimension.COUNT) OptionalDouble gpuHours,
            @Field(key = "cost", unit = Dimension.MONEY) OptionalDouble costUsd,
            List<PublishedPart> parts) {
        public Published {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Chip-hours reported for the stages that name this part.
     *
     * @param part name of the part
     * @param gpuHours chip-hours
     */
    public record PublishedPart(
            String part, @Field(unit = Dimension.COUNT) double gpuHours) {}
}
