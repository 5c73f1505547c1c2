package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A training run that has begun beside the prediction of it: the JSON contract of {@code validate --log}, version {@value
 * #VERSION}. Times are in seconds, memory in bytes; measured times are medians over the iterations that count, of the slowest
 * rank.
 *
 * @param version of this contract
 * @param headline the answer in sentences
 * @param run what was run
 * @param step a step as a whole
 * @param iterations which iterations count
 * @param phases where its time goes
 * @param timers what the log's timers show
 * @param memory of the fullest rank that the log shows, and of the fullest one predicted
 * @param hints what the difference may come from, the largest first
 * @param notes what was assumed or not understood
 * @param command what repeats it
 */
public record ValidateLogAnswer(
        int version,
        Headline headline,
        Run run,
        Step step,
        Iterations iterations,
        List<Phase> phases,
        List<Timed> timers,
        Memory memory,
        List<Hint> hints,
        List<String> notes,
        String command) {

    /** Version of the contract. */
    public static final int VERSION = 1;

    public ValidateLogAnswer {
        phases = List.copyOf(phases);
        timers = List.copyOf(timers);
        hints = List.copyOf(hints);
        notes = List.copyOf(notes);
    }

    /**
     * What was run.
     *
     * @param model id
     * @param accelerator id of the chip
     * @param accelerators chips
     * @param cluster id
     * @param stack id
     * @param globalBatchSequences sequences of a step
     * @param sequenceLength tokens of one
     */
    public record Run(
            String model,
            String accelerator,
            int accelerators,
            String cluster,
            String stack,
            int globalBatchSequences,
            int sequenceLength) {}

    /**
     * A step as a whole.
     *
     * @param measuredSeconds median
     * @param predictedSeconds of the executed timeline
     * @param predictedSecondsLow lower end of its 80 % band
     * @param predictedSecondsHigh upper end
     * @param relativeSpeed measured throughput over the predicted one, minus 1
     * @param measuredTokensPerSecondPerGpu throughput of a chip
     * @param predictedTokensPerSecondPerGpu throughput of a chip
     * @param reportedFlopsPerGpuPerSecond model operations of a chip by the program's own count
     */
    public record Step(
            double measuredSeconds,
            double predictedSeconds,
            double predictedSecondsLow,
            double predictedSecondsHigh,
            double relativeSpeed,
            double measuredTokensPerSecondPerGpu,
            double predictedTokensPerSecondPerGpu,
            OptionalDouble reportedFlopsPerGpuPerSecond) {}

    /**
     * Which iterations count.
     *
     * @param read readings of the log, each one iteration or the mean of those since the one before
     * @param kept readings that count
     * @param first number of the first of these
     * @param last number of the last
     * @param lowerSeconds time that a quarter of them stay below
     * @param upperSeconds time that a quarter exceed
     * @param dropped those that don't count
     */
    public record Iterations(
            int read, int kept, int first, int last, double lowerSeconds, double upperSeconds, List<Dropped> dropped) {
        public Iterations {
            dropped = List.copyOf(dropped);
        }
    }

    /**
     * Readings that don't count.
     *
     * @param because why
     * @param readings how many
     * @param longestSeconds the longest of them
     */
    public record Dropped(String because, int readings, double longestSeconds) {}

    /**
     * A phase of a step.
     *
     * @param name word
     * @param within phase that it is a part of; absent: of the step
     * @param measuredSeconds of the slowest rank; absent where the log has no timer for it
     * @param predictedSeconds of the busiest pipeline rank; absent where forward and backward run through each other
     * @param gapSeconds measured less predicted
     */
    public record Phase(
            String name,
            Optional<String> within,
            OptionalDouble measuredSeconds,
            OptionalDouble predictedSeconds,
            OptionalDouble gapSeconds) {}

    /**
     * A timer of the log.
     *
     * @param name in the log
     * @param leastSeconds of the fastest rank, where the log has it
     * @param mostSeconds of the slowest
     */
    public record Timed(String name, OptionalDouble leastSeconds, double mostSeconds) {}

    /**
     * Memory.
     *
     * @param measuredAllocatedBytes peak of tensors
     * @param predictedAllocatedBytes the same
     * @param measuredReservedBytes peak of what the allocator holds
     * @param predictedReservedBytes the same
     * @param ranks ranks of which the log shows memory
     */
    public record Memory(
            OptionalDouble measuredAllocatedBytes,
            double predictedAllocatedBytes,
            OptionalDouble measuredReservedBytes,
            double predictedReservedBytes,
            int ranks) {}

    /**
     * What the difference may come from.
     *
     * @param kind word
     * @param seconds of a step that it is about, if it is about time
     * @param text sentences
     */
    public record Hint(String kind, OptionalDouble seconds, String text) {}
}
