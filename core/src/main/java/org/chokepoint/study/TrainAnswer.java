package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.training.Strategy;

/**
 * What a training run takes: the JSON contract of {@code train}, version {@value #VERSION}. Names carry their unit;
 * {@code gpu} stands for one accelerator of any make, as the field says it. What each number is and how it follows stands
 * in its {@link Meaning}; that makes the file long, and it stays one file because it is one contract.
 *
 * @param version version of this contract
 * @param headline the answer in sentences
 * @param run pre-training as a whole
 * @param step one optimizer step at full batch
 * @param memory fullest chip
 * @param work what the model takes
 * @param machine what it runs on
 * @param strategy layout that was asked for
 * @param layout what follows from it
 * @param published what the source of the preset reports beside ours; absent where there is no preset
 * @param timeline the executed step, where the question asks for it
 * @param evidence what the answer rests on
 */
public record TrainAnswer(
        @Meaning("version of this contract") int version,
        Headline headline,
        Run run,
        TrainStep step,
        Memory memory,
        Work work,
        On machine,
        Strategy strategy,
        LaidOut layout,
        Optional<Comparison> published,
        Optional<TrainTimeline> timeline,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 2;

    /** The same answer without its timeline. */
    public TrainAnswer withoutTimeline() {
        return new TrainAnswer(
                version,
                headline,
                run,
                step,
                memory,
                work,
                machine,
                strategy,
                layout,
                published,
                Optional.empty(),
                evidence);
    }

    /**
     * The run.
     *
     * @param failures what interruptions cost
     * @param phases pre-training by batch, and phases beside it
     */
    public record Run(
            @Meaning(
                    value = "chip-hours of pre-training without interruptions",
                    formula = "Σ over the phases of pre-training of gpu_hours_productive",
                    from = ".phases[beside=false].gpu_hours_productive")
            double gpuHoursProductive,

            @Meaning(
                    value = "lower end of the 80 % band",
                    formula = "gpu_hours_productive × low",
                    from = ".gpu_hours_productive, band:low",
                    source =
                            "80 % of measured steps of the class lie between low and high of what a fit without their source predicts")
            double gpuHoursProductiveLow,

            @Meaning(
                    value = "upper end of the 80 % band",
                    formula = "gpu_hours_productive × high",
                    from = ".gpu_hours_productive, band:high",
                    source =
                            "80 % of measured steps of the class lie between low and high of what a fit without their source predicts")
            double gpuHoursProductiveHigh,

            @Meaning(
                    value = "chip-hours with interruptions, checkpoints and overhead",
                    formula = "gpu_hours_productive × (1 + overhead_share)",
                    from = ".gpu_hours_productive, .failures.overhead_share")
            double gpuHours,

            @Meaning(
                    value = "wall time with interruptions",
                    formula = "gpu_hours × 3600 ÷ chips",
                    from = ".gpu_hours, machine.accelerators")
            double seconds,

            @Meaning(
                    value = "rent of the chips",
                    formula = "gpu_hours × usd_per_gpu_hour",
                    from = ".gpu_hours, .usd_per_gpu_hour")
            double costUsd,

            @Meaning(
                    value = "price of a chip-hour",
                    from = "question:--rent|rent:usd_per_hour|run:rent|assumed:see the notes of the evidence")
            double usdPerGpuHour,

            @Meaning(
                    value = "energy of the facility",
                    formula = "(Σ over phases of chip-seconds × watts of a chip × (1 + overhead_share) + gpu_hours × "
                            + "3600 × host power) × PUE",
                    from = {
                        ".phases[beside=false].gpu_hours_productive, step.watts_per_gpu, .failures.overhead_share",
                        ".gpu_hours, cluster:host_power, cluster:pue"
                    })
            double energyJoules,

            @Meaning(
                    value = "optimizer steps",
                    formula = "Σ over the phases of pre-training of steps",
                    from = ".phases[beside=false].steps")
            double steps,

            @Meaning(value = "tokens of pre-training", from = "question:--tokens|strategy:tokens|run:tokens")
            double tokens,

            Failures failures,
            List<Phase> phases) {}

    /**
     * Interruptions.
     */
    public record Failures(
            @Meaning(
                    value = "mean chip-hours between interruptions",
                    from = "question:--mtbf|operations:chip_hours_between_failures")
            double gpuHoursBetween,

            @Meaning(
                    value = "interruptions of the run",
                    formula = "gpu_hours ÷ gpu_hours_between",
                    from = "run.gpu_hours, .gpu_hours_between")
            double expected,

            @Meaning(
                    value = "time lost at an interruption besides repeated work",
                    from = "question:--restart|operations:restart")
            double restartSeconds,

            @Meaning(
                    value = "time to write a checkpoint",
                    formula = "parameters × bytes of master weight and moments ÷ (nodes × bandwidth of a node)",
                    from = {
                        "work.parameters, strategy.master_weights, strategy.moment_precision, machine.accelerators",
                        "cluster:accelerators_per_node, cluster:checkpoint_bandwidth"
                    })
            double checkpointSeconds,

            @Meaning(
                    value = "best time between checkpoints",
                    formula = "√(2 × checkpoint_seconds × gpu_hours_between × 3600 ÷ chips)",
                    from = ".checkpoint_seconds, .gpu_hours_between, machine.accelerators",
                    source = "Young 1974")
            double checkpointIntervalSeconds,

            @Meaning(
                    value = "time lost over productive time",
                    formula = "checkpoint_seconds ÷ interval + (interval ÷ 2 + restart_seconds) ÷ time between "
                            + "interruptions + other overhead",
                    from = {
                        ".checkpoint_seconds, .checkpoint_interval_seconds, .restart_seconds, .gpu_hours_between",
                        "machine.accelerators, question:--overhead|assumed:no other overhead"
                    },
                    source = "Young 1974")
            double overheadShare) {}

    /**
     * A phase.
     *
     * @param name what it is
     * @param beside whether it is beside pre-training and hence not in the totals
     * @param note what was departed from, e.g. a schedule that the batch is too small for
     */
    public record Phase(
            String name,
            boolean beside,

            @Meaning(
                    value = "tokens of the phase",
                    formula = "pre-training: tokens of the run less those of the batch ramp; beside it: steps × "
                            + "sequences × length",
                    from = "run.tokens, run:batch_ramp.tokens")
            double tokens,

            @Meaning(
                    value = "sequences of a step, the mean where the batch grows",
                    from = "layout.global_batch_sequences, run:batch_ramp.from")
            double globalBatchSequences,

            @Meaning(value = "tokens of a sequence in the phase", from = "layout.sequence_length")
            int sequenceLength,

            @Meaning(
                    value = "optimizer steps",
                    formula = "tokens ÷ (global_batch_sequences × sequence_length)",
                    from = ".tokens, .global_batch_sequences, .sequence_length")
            double steps,

            @Meaning(
                    value = "wall time of a step, the mean where the batch grows",
                    formula = "as step.seconds, at the phase's batch and sequence length",
                    from = ".global_batch_sequences, .sequence_length, step.seconds")
            OptionalDouble stepSeconds,

            @Meaning(
                    value = "chip-hours of the phase without interruptions",
                    formula = "steps × step_seconds × chips ÷ 3600",
                    from = ".steps, .step_seconds, machine.accelerators")
            OptionalDouble gpuHoursProductive,

            @Meaning(value = "chip-hours that the source reports", from = "run:beside.*.reported_gpu_hours")
            OptionalDouble reportedGpuHours,

            String note) {}

    /**
     * Memory of the fullest chip.
     */
    public record Memory(
            @Meaning(
                    value = "what the framework's allocator hands out on the fullest chip",
                    formula = "Σ of the breakdown",
                    from = ".breakdown.*")
            double peakAllocatedBytes,

            @Meaning(
                    value = "what the allocator takes from the driver",
                    formula = "peak_allocated_bytes × reserved factor",
                    from = ".peak_allocated_bytes, stack:reserved_factor")
            double peakReservedBytes,

            @Meaning(
                    value = "with driver context and communicators",
                    formula = "peak_reserved_bytes + context memory",
                    from = ".peak_reserved_bytes, stack:context_memory")
            double peakDeviceBytes,

            @Meaning(
                    value = "what the fullest chip's rank keeps in host memory",
                    formula = "master weights and moments, or activations of layers × micro-batches in flight",
                    from = "strategy.offload, model:config")
            double hostBytes,

            @Meaning(value = "memory of a chip", from = "accelerator:memory")
            double capacityBytes,

            @Meaning(
                    value = "whether it fits",
                    formula = "peak_device_bytes ≤ capacity_bytes",
                    from = ".peak_device_bytes, .capacity_bytes")
            boolean fits,

            @Meaning(
                    value = "pipeline rank that is fullest, counted from 0",
                    formula = "the rank with the most allocated bytes",
                    from = ".peak_allocated_bytes, strategy.schedule, layout.stage_layers")
            int stage,

            @Meaning(value = "allocated bytes by use", from = ".breakdown.*")
            Map<String, Double> breakdown) {}

    /**
     * What the model takes.
     *
     * @param model model
     */
    public record Work(
            String model,

            @Meaning(
                    value = "all parameters, multi-token prediction left out",
                    formula = "Σ of the weights of all operators",
                    from = "model:config")
            double parameters,

            @Meaning(
                    value = "parameters that a token uses",
                    formula = "parameters − those of the experts that a token is not sent to",
                    from = "model:config")
            double activeParameters,

            @Meaning(
                    value = "parameters of the multi-token prediction modules",
                    formula = "Σ of the weights of their operators",
                    from = "model:config")
            double nextTokenParameters,

            @Meaning(
                    value = "operations to train on a token, attention causal",
                    formula = "3 × forward: 2 for each weight of a product and the scores of the tokens before",
                    from = "model:config, layout.sequence_length",
                    source = "backward = 2 × forward: each product has two gradients of its size")
            double trainingFlopsPerTokenCausal,

            @Meaning(
                    value = "operations to train on a token, attention counted in full",
                    formula = "3 × forward, each token scored against the whole sequence",
                    from = "model:config, layout.sequence_length")
            double trainingFlopsPerTokenFull,

            @Meaning(
                    value = "operations of multi-token prediction for a token",
                    formula = "3 × forward of its modules and their passes through the head",
                    from = "model:config, layout.sequence_length")
            double trainingFlopsPerTokenNextToken,

            @Meaning(
                    value = "model operations of the run, attention causal",
                    formula = "training_flops_per_token_causal × tokens",
                    from = ".training_flops_per_token_causal, run.tokens")
            double trainingFlops) {}

    /**
     * What it runs on.
     *
     * @param accelerator id of the chip
     * @param cluster id of the cluster
     * @param stack id of the software
     */
    public record On(
            String accelerator,

            @Meaning(value = "chips", from = "question:--on|run:accelerators")
            int accelerators,

            String cluster,
            String stack,

            @Meaning(value = "dense BF16 peak of a chip", from = "accelerator:peak.bf16|accelerator:peak")
            double bf16PeakFlopsPerSecond,

            @Meaning(
                    value = "dense peak of the precision computed in",
                    from = "accelerator:peak.{strategy.precision}|accelerator:peak, strategy.precision")
            double computePeakFlopsPerSecond) {}

    /**
     * Layout.
     *
     * @param scheduleRun schedule that was run
     */
    public record LaidOut(
            @Meaning(
                    value = "replicas of the dense part",
                    formula = "chips ÷ (tensor × pipeline × context parallel)",
                    from = {
                        "machine.accelerators, strategy.tensor_parallel, strategy.pipeline_parallel",
                        "strategy.context_parallel"
                    })
            int dataParallel,

            @Meaning(
                    value = "replicas of each expert",
                    formula = "tensor × context × data parallel ÷ (expert × expert-tensor parallel)",
                    from = {
                        ".data_parallel, strategy.tensor_parallel, strategy.context_parallel",
                        "strategy.expert_parallel, strategy.expert_tensor_parallel"
                    })
            int expertDataParallel,

            @Meaning(
                    value = "micro-batches of a step on a replica",
                    formula = "global_batch_sequences ÷ (data_parallel × micro_batch)",
                    from = ".global_batch_sequences, .data_parallel, strategy.micro_batch")
            int microBatches,

            @Meaning(
                    value = "sequences of a step",
                    from =
                            "question:--global-batch|strategy:global_batch|run:global_batch|assumed:about 4M tokens a step")
            int globalBatchSequences,

            @Meaning(
                    value = "tokens of a sequence",
                    from = "question:--seq|strategy:sequence_length|run:sequence_length|"
                            + "assumed:4096 or the longest that the model takes")
            int sequenceLength,

            @Meaning(
                    value = "layers of each stage",
                    formula = "as asked, else as even as possible",
                    from = "question:--stage-layers|strategy:stage_layers|run:strategy.stage_layers|model:config, "
                            + "strategy.pipeline_parallel")
            List<Integer> stageLayers,

            String scheduleRun,
            Optional<Routed> routing) {}

    /** What the router leaves uneven, where the strategy names one. */
    public record Routed(
            @Meaning(
                    value =
                            "rows of the busiest expert-parallel rank over the mean, of the sequences worked on at once",
                    formula = "mean over the settled steps of a simulated router",
                    from = {
                        "strategy.router, strategy.expert_parallel, strategy.micro_batch, model:config",
                        "router:popularity_spread.value, router:topic_spread.value, router:bias_speed.value"
                    },
                    source = "derived in docs/model/routing.md")
            double overRanks,

            @Meaning(
                    value = "different scale-up domains that a token is sent to",
                    formula = "mean over the settled steps of a simulated router",
                    from = {"strategy.router, strategy.expert_parallel, model:config", "router:node_limit.value"},
                    source = "derived in docs/model/routing.md")
            double domainsPerToken,

            @Meaning(
                    value = "share of the affinity of a token's best experts that those it is sent to lack",
                    formula = "mean over the settled steps of a simulated router",
                    from = {"strategy.router, model:config", "router:popularity_spread.value"},
                    source = "derived in docs/model/routing.md")
            double affinityLost) {}

    /**
     * Figures of the source beside ours.
     *
     * @param source title of the source
     * @param rows compared figures
     */
    public record Comparison(String source, List<Row> rows) {}

    /**
     * A compared figure.
     *
     * @param figure path of ours in this answer
     */
    public record Row(
            String figure,

            @Meaning(value = "what the source says", from = "run:published")
            double reported,

            @Meaning(value = "what we compute", from = "{.figure}")
            double ours,

            @Meaning(value = "how far ours is off", formula = "ours ÷ reported − 1", from = ".ours, .reported")
            double relativeError) {}
}
