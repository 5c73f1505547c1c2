package org.chokepoint.study;

import java.util.List;
import java.util.Map;

/**
 * What a step takes, where its time goes and what binds: part of {@link TrainAnswer}.
 *
 * @param ranks how each pipeline rank spends it
 * @param binds what each rate of the machine does to it
 */
public record TrainStep(
        @Meaning(
                value = "wall time of an optimizer step at full batch",
                formula =
                        "Σ of the breakdown: the longest path through the turns of all stages, their sends, the host, "
                                + "data-parallel communication and the optimizer",
                from = ".breakdown.*",
                source = "derived in docs/model/timeline.md")
        double seconds,

        @Meaning(
                value = "tokens of a step",
                formula = "global_batch_sequences × sequence_length",
                from = "layout.global_batch_sequences, layout.sequence_length")
        double tokens,

        @Meaning(
                value = "throughput of a chip",
                formula = "step.tokens ÷ step.seconds ÷ chips",
                from = ".tokens, .seconds, machine.accelerators")
        double tokensPerSecondPerGpu,

        @Meaning(
                value = "model operations of a chip, attention causal",
                formula = "training_flops_per_token_causal × tokens_per_second_per_gpu",
                from = "work.training_flops_per_token_causal, .tokens_per_second_per_gpu")
        double modelFlopsPerGpuPerSecond,

        @Meaning(
                value = "model FLOPs utilisation: causal attention over the BF16 peak",
                formula = "model_flops_per_gpu_per_second ÷ BF16 peak",
                from = ".model_flops_per_gpu_per_second, machine.bf16_peak_flops_per_second")
        double mfuCausalBf16peak,

        @Meaning(
                value = "model FLOPs utilisation: attention counted in full, over the BF16 peak",
                formula = "training_flops_per_token_full × tokens_per_second_per_gpu ÷ BF16 peak",
                from = {
                    "work.training_flops_per_token_full, .tokens_per_second_per_gpu",
                    "machine.bf16_peak_flops_per_second"
                })
        double mfuFullAttentionBf16peak,

        @Meaning(
                value = "model FLOPs utilisation: causal attention over the peak of the precision computed in",
                formula = "model_flops_per_gpu_per_second ÷ peak computed at",
                from = ".model_flops_per_gpu_per_second, machine.compute_peak_flops_per_second")
        double mfuCausalComputePeak,

        @Meaning(
                value = "hardware FLOPs utilisation: operations as done, recomputation counted, over the BF16 peak",
                formula = "(3 × forward + repeated operations of a step) ÷ (step.seconds × chips × BF16 peak)",
                from = {
                    "work.training_flops_per_token_causal, work.training_flops_per_token_next_token",
                    "strategy.recompute, .tokens, .seconds, machine.accelerators",
                    "machine.bf16_peak_flops_per_second"
                })
        double hfuCausalBf16peak,

        @Meaning(
                value = "forward and backward of a micro-batch on the busiest stage",
                formula = "Σ over its layers of kernels and exposed communication",
                from = {
                    ".breakdown.matrix_products, .breakdown.expert_products, .breakdown.attention",
                    ".breakdown.memory_bound, layout.micro_batches"
                },
                source = "derived in docs/model/step.md")
        double microBatchSeconds,

        @Meaning(
                value = "mean power of a chip during a step",
                formula = "min(design power, idle share × design power + (J per FLOP × FLOP + J per byte × bytes) "
                        + "÷ step.seconds)",
                from = {
                    "accelerator:power, calibration:power.idle, calibration:power.joules_per_flop",
                    "calibration:power.joules_per_byte, .seconds"
                })
        double wattsPerGpu,

        @Meaning(value = "seconds of a step by cause, as its busiest stage spends them", from = ".breakdown.*")
        Map<String, Double> breakdown,

        List<Rank> ranks,

        List<Bound> binds) {

    /**
     * How a pipeline rank spends a step; its parts add up to the step.
     */
    public record Rank(
            @Meaning(value = "pipeline rank, counted from 0", from = "strategy.pipeline_parallel")
            int rank,

            @Meaning(
                    value = "kernels of all its turns",
                    formula = "Σ over turns of forward, input gradient and weight gradient of the rank's chunks",
                    from = {
                        "layout.micro_batches, layout.stage_layers, step.breakdown.matrix_products",
                        "step.breakdown.attention, step.breakdown.memory_bound"
                    },
                    source = "derived in docs/model/timeline.md")
            double computeSeconds,

            @Meaning(
                    value = "exposed communication of tensor, context and expert parallelism, and its own sends",
                    formula = "Σ over turns of what their own or a pair's compute does not hide",
                    from = {
                        "layout.micro_batches, strategy.tensor_parallel, strategy.context_parallel",
                        "strategy.expert_parallel, strategy.expert_overlap, strategy.schedule"
                    },
                    source = "derived in docs/model/timeline.md")
            double communicationSeconds,

            @Meaning(
                    value = "waiting for data-parallel communication",
                    formula = "parameters not gathered when the first forward needs them + gradients not reduced when "
                            + "the last backward ends",
                    from = "layout.data_parallel, layout.expert_data_parallel, strategy.zero_stage",
                    source = "derived in docs/model/timeline.md")
            double dataSeconds,

            @Meaning(value = "optimizer update", from = "step.breakdown.optimizer")
            double optimizerSeconds,

            @Meaning(
                    value = "waiting for the host to issue kernels",
                    from = "stack:host_seconds.value, strategy.cuda_graphs, layout.micro_batches")
            double hostSeconds,

            @Meaning(
                    value = "waiting for other ranks: filling, draining, uneven stages, sends under way",
                    formula = "step.seconds − the other parts",
                    from = {
                        "step.seconds, .compute_seconds, .communication_seconds, .data_seconds, .optimizer_seconds",
                        ".host_seconds"
                    })
            double waitingSeconds) {}

    /**
     * What a rate of the machine does to a step at this layout. Latencies count as rates, one over them; all elasticities
     * sum to −1.
     *
     * @param rate rate
     * @param kink whether something else binds from here on, so that the two sides differ
     */
    public record Bound(
            String rate,

            @Meaning(
                    value = "elasticity: change of a step's time with the rate, both in logarithms",
                    formula = "[ln step(rate × e^0.0001) − ln step(rate × e^−0.0001)] ÷ 0.0002",
                    from = "step.seconds",
                    source = "derived in docs/model/timeline.md")
            double elasticity,

            @Meaning(
                    value = "the same, one-sided, to a rate 1 % lower",
                    formula = "[ln step − ln step(rate × e^−0.01)] ÷ 0.01",
                    from = "step.seconds")
            double below,

            @Meaning(
                    value = "the same, one-sided, to a rate 1 % higher",
                    formula = "[ln step(rate × e^0.01) − ln step] ÷ 0.01",
                    from = "step.seconds")
            double above,

            boolean kink) {}
}
