package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.training.Strategy;

/**
 * What a training run takes: the JSON contract of {@code train}, version {@value #VERSION}. Names carry their unit;
 * {@code gpu} stands for one accelerator of any make, as the field says it.
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
 * @param evidence what the answer rests on
 */
public record TrainAnswer(
        int version,
        Headline headline,
        Run run,
        Step step,
        Memory memory,
        Work work,
        On machine,
        Strategy strategy,
        LaidOut layout,
        Optional<Comparison> published,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * Sentences.
     *
     * @param answer the answer with its 80 % band
     * @param flips what would change it most
     * @param restsOn weakest grade, nearest measured case, range
     */
    public record Headline(String answer, String flips, String restsOn) {}

    /**
     * The run.
     *
     * @param gpuHoursProductive chip-hours of pre-training without interruptions
     * @param gpuHoursProductiveLow lower end of its 80 % band
     * @param gpuHoursProductiveHigh upper end
     * @param gpuHours chip-hours with interruptions, checkpoints and overhead
     * @param seconds wall time with them
     * @param costUsd dollars for {@code gpuHours}
     * @param usdPerGpuHour price used
     * @param energyJoules facility energy
     * @param steps optimizer steps
     * @param tokens tokens
     * @param failures what interruptions cost
     * @param phases pre-training by batch, and phases beside it
     */
    public record Run(
            double gpuHoursProductive,
            double gpuHoursProductiveLow,
            double gpuHoursProductiveHigh,
            double gpuHours,
            double seconds,
            double costUsd,
            double usdPerGpuHour,
            double energyJoules,
            double steps,
            double tokens,
            Failures failures,
            List<Phase> phases) {}

    /**
     * Interruptions.
     *
     * @param gpuHoursBetween mean chip-hours between them
     * @param expected interruptions of the run
     * @param restartSeconds time lost at each besides repeated work
     * @param checkpointSeconds time to write a checkpoint
     * @param checkpointIntervalSeconds best interval (Young 1974): √(2 · write time · mean time between interruptions)
     * @param overheadShare time lost over productive time
     */
    public record Failures(
            double gpuHoursBetween,
            double expected,
            double restartSeconds,
            double checkpointSeconds,
            double checkpointIntervalSeconds,
            double overheadShare) {}

    /**
     * A phase.
     *
     * @param name what it is
     * @param beside whether it is beside pre-training and hence not in the totals
     * @param tokens tokens of the phase
     * @param globalBatchSequences sequences of a step
     * @param sequenceLength tokens of a sequence
     * @param steps optimizer steps
     * @param stepSeconds seconds of a step; absent where only hours are reported
     * @param gpuHoursProductive chip-hours computed; absent where nothing is computed
     * @param reportedGpuHours chip-hours that the source reports
     * @param note what was departed from, e.g. a schedule that the batch is too small for
     */
    public record Phase(
            String name,
            boolean beside,
            double tokens,
            double globalBatchSequences,
            int sequenceLength,
            double steps,
            OptionalDouble stepSeconds,
            OptionalDouble gpuHoursProductive,
            OptionalDouble reportedGpuHours,
            String note) {}

    /**
     * A step.
     *
     * @param seconds wall time
     * @param tokens tokens of the step
     * @param tokensPerSecondPerGpu throughput of a chip
     * @param modelFlopsPerGpuPerSecond model operations (causal attention) of a chip
     * @param mfuCausalBf16peak model FLOPs utilisation: causal attention over the BF16 peak
     * @param mfuFullAttentionBf16peak attention counted in full over the BF16 peak
     * @param mfuCausalComputePeak causal attention over the peak of the precision computed in
     * @param hfuCausalBf16peak hardware FLOPs utilisation: recomputation counted, over the BF16 peak
     * @param microBatchSeconds forward and backward of a micro-batch on the busiest stage
     * @param wattsPerGpu mean power of a chip
     * @param breakdown seconds by cause; they add up to {@code seconds}
     */
    public record Step(
            double seconds,
            double tokens,
            double tokensPerSecondPerGpu,
            double modelFlopsPerGpuPerSecond,
            double mfuCausalBf16peak,
            double mfuFullAttentionBf16peak,
            double mfuCausalComputePeak,
            double hfuCausalBf16peak,
            double microBatchSeconds,
            double wattsPerGpu,
            Map<String, Double> breakdown) {}

    /**
     * Memory of the fullest chip.
     *
     * @param peakAllocatedBytes what the framework's allocator hands out
     * @param peakReservedBytes what it takes from the driver
     * @param peakDeviceBytes with driver context and communicators
     * @param capacityBytes what the chip has
     * @param fits whether it fits
     * @param stage pipeline rank that is fullest
     * @param breakdown allocated bytes by use; they add up to {@code peakAllocatedBytes}
     */
    public record Memory(
            double peakAllocatedBytes,
            double peakReservedBytes,
            double peakDeviceBytes,
            double capacityBytes,
            boolean fits,
            int stage,
            Map<String, Double> breakdown) {}

    /**
     * What the model takes.
     *
     * @param model model
     * @param parameters all parameters, multi-token prediction left out
     * @param activeParameters those that a token uses
     * @param nextTokenParameters multi-token prediction modules
     * @param trainingFlopsPerTokenCausal 3 × forward, attention causal, multi-token prediction left out
     * @param trainingFlopsPerTokenFull the same with attention counted in full
     * @param trainingFlopsPerTokenNextToken multi-token prediction beside
     * @param trainingFlops model operations of the run, causal
     */
    public record Work(
            String model,
            double parameters,
            double activeParameters,
            double nextTokenParameters,
            double trainingFlopsPerTokenCausal,
            double trainingFlopsPerTokenFull,
            double trainingFlopsPerTokenNextToken,
            double trainingFlops) {}

    /**
     * What it runs on.
     *
     * @param accelerator id of the chip
     * @param accelerators chips
     * @param cluster id of the cluster
     * @param stack id of the software
     * @param bf16PeakFlopsPerSecond dense BF16 peak of a chip
     * @param computePeakFlopsPerSecond dense peak of the precision computed in
     */
    public record On(
            String accelerator,
            int accelerators,
            String cluster,
            String stack,
            double bf16PeakFlopsPerSecond,
            double computePeakFlopsPerSecond) {}

    /**
     * Layout.
     *
     * @param dataParallel replicas of the dense part
     * @param expertDataParallel replicas of each expert
     * @param microBatches micro-batches of a step on a data-parallel rank
     * @param globalBatchSequences sequences of a step
     * @param sequenceLength tokens of a sequence
     * @param stageLayers layers of each stage
     * @param scheduleRun schedule that was run
     */
    public record LaidOut(
            int dataParallel,
            int expertDataParallel,
            int microBatches,
            int globalBatchSequences,
            int sequenceLength,
            List<Integer> stageLayers,
            String scheduleRun) {}

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
     * @param reported what the source says
     * @param ours what we compute
     * @param relativeError ours over reported, minus 1
     */
    public record Row(String figure, double reported, double ours, double relativeError) {}
}
