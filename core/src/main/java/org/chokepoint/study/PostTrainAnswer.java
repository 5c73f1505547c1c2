package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;

/**
 * What a post-training run takes: the JSON contract of {@code train} for such runs, version {@value #VERSION}. Names carry their unit;
 * {@code gpu} stands for one accelerator of any make.
 *
 * @param version of this contract
 * @param headline the answer in sentences
 * @param run all stages, with those of the runs that it counts in
 * @param parts chip-hours by what they go to
 * @param together chip-hours of stages whose hours are reported together
 * @param stages stages in order
 * @param ranges what would move it over its own range, widest first
 * @param published what the source reports beside ours; absent where the question changes the run
 * @param machine what it runs on
 * @param evidence what the answer rests on
 */
public record PostTrainAnswer(
        @Meaning("version of this contract") int version,
        Headline headline,
        Run run,

        @Meaning(value = "chip-hours by what they go to", from = "stages[*].gpu_hours")
        Map<String, Double> parts,

        @Meaning(value = "chip-hours of stages that are reported together", from = "stages[*].gpu_hours")
        Map<String, Double> together,

        List<Stage> stages,
        List<Range> ranges,
        Optional<TrainAnswer.Comparison> published,
        On machine,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    public PostTrainAnswer {
        stages = List.copyOf(stages);
        ranges = List.copyOf(ranges);
    }

    /** All stages. */
    public record Run(
            @Meaning(
                    value = "chip-hours without interruptions",
                    formula = "sum over stages",
                    from = "stages[*].gpu_hours")
            double gpuHoursProductive,

            @Meaning(
                    value = "lower end of the 80 % band",
                    formula = "central × exp(−√Σ ln²(low ÷ central)) over all ranges",
                    from = "ranges[*].low_gpu_hours",
                    source = "ranges taken as independent")
            double gpuHoursProductiveLow,

            @Meaning(
                    value = "upper end of the 80 % band",
                    formula = "central × exp(√Σ ln²(high ÷ central)) over all ranges",
                    from = "ranges[*].high_gpu_hours",
                    source = "ranges taken as independent")
            double gpuHoursProductiveHigh,

            @Meaning(
                    value = "chip-hours with interruptions and checkpoints",
                    formula = "gpu_hours_productive × (1 + lost share)",
                    from = {".gpu_hours_productive", "operations:chip_hours_between_failures", "operations:restart"},
                    source = "Young 1974")
            double gpuHours,

            @Meaning(
                    value = "wall time",
                    formula = "gpu_hours × 3600 ÷ chips",
                    from = ".gpu_hours, machine.accelerators")
            double seconds,

            @Meaning(
                    value = "price",
                    formula = "gpu_hours_productive × rent",
                    from = ".gpu_hours_productive, .usd_per_gpu_hour")
            double costUsd,

            @Meaning(value = "rent of a chip-hour", from = "question:--rent|rl-run:rent|rent:usd_per_hour")
            double usdPerGpuHour,

            @Meaning(value = "outputs generated", from = "stages[*].outputs")
            double outputs,

            @Meaning(value = "tokens generated", from = "stages[*].generated_tokens")
            double generatedTokens,

            @Meaning(value = "tokens passed through updates", from = "stages[*].trained_tokens")
            double trainedTokens,

            @Meaning(value = "updates of the weights", from = "stages[*].updates")
            double updates) {}

    /**
     * A stage.
     *
     * @param name what it is
     * @param kind reinforcement, generation or fine-tuning
     * @param run post-training run that it belongs to
     * @param part part of the run whose hours are reported together
     * @param parts chip-hours by what they go to
     */
    public record Stage(
            String name,
            String kind,
            String run,
            String part,

            @Meaning(value = "updates of the weights", from = "rl-run:stages")
            double updates,

            @Meaning(value = "outputs generated", formula = "updates × questions × samples", from = "rl-run:stages")
            double outputs,

            @Meaning(value = "tokens generated", formula = "outputs × mean length", from = "rl-run:stages")
            double generatedTokens,

            @Meaning(value = "tokens passed through updates, prompts included", from = "rl-run:stages")
            double trainedTokens,

            @Meaning(value = "wall time without interruptions")
            double seconds,

            @Meaning(value = "chip-hours", formula = "seconds × chips ÷ 3600", from = ".seconds, machine.accelerators")
            double gpuHours,

            @Meaning("one batch of outputs, from the first prompt to the last token")
            OptionalDouble batchSeconds,

            @Meaning("the same on instances that are always full")
            OptionalDouble batchSteadySeconds,

            @Meaning("outputs under way on an instance, on average over a batch")
            OptionalDouble batchMeanLive,

            @Meaning("share of instances' time in which they have nothing left to generate")
            OptionalDouble batchIdleShare,

            Map<String, Double> parts) {}

    /**
     * What something does to the whole over its own range.
     *
     * @param path of it, e.g. {@code rl-run:unpublished.length}
     * @param meaning in words
     */
    public record Range(
            String path,
            String meaning,

            @Meaning("chip-hours at the end that shortens the run")
            double lowGpuHours,

            @Meaning("chip-hours at the other end") double highGpuHours) {}

    /**
     * What it runs on.
     *
     * @param accelerator id of the chip
     * @param cluster id of the cluster
     * @param stack software of updates
     * @param engine software of rollouts
     * @param overlap synchronous or asynchronous
     */
    public record On(
            String accelerator,

            @Meaning(value = "chips", from = "question:--on|rl-run:accelerators")
            int accelerators,

            @Meaning(value = "chips that roll out", from = "rl-run:overlap|rl-run:accelerators")
            int rolloutAccelerators,

            String cluster,
            String stack,
            String engine,
            String overlap) {}
}
