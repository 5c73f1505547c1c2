package org.chokepoint.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Predictions against measurements. Errors are |ln(predicted/measured)|; a run with several figures counts once.
 *
 * @param version of this contract
 * @param headline the answer in sentences
 * @param summary scores over the whole table
 * @param bySource scores of time by source
 * @param by the same by what was asked for, if anything was
 * @param sweeps layouts of one job, put in order
 * @param skipped why rows were not predicted, and how many
 * @param rows every row
 * @param command what repeats it
 */
public record ValidateAnswer(
        int version,
        Headline headline,
        Summary summary,
        List<Scored> bySource,
        Optional<Apart> by,
        List<Ordered> sweeps,
        List<Skipped> skipped,
        List<Row> rows,
        String command) {

    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * Scores over the whole table.
     *
     * @param rows rows of the table
     * @param eligible rows of time that say enough to be predicted
     * @param predicted of those, the rows that are predicted
     * @param coverage predicted over eligible
     * @param fittedParameters numbers of the models chosen by looking at measurements
     * @param time scores of time: means over sources with at least five runs
     * @param pooled the same over all runs alike
     * @param memory median errors of memory by kind
     * @param bandCoverage share of rows whose figure lies in our 80 % band
     * @param serving figures of serving, each by itself; empty for other tables
     */
    public record Summary(
            int rows,
            int eligible,
            int predicted,
            double coverage,
            Fitted fittedParameters,
            Time time,
            Pooled pooled,
            Memory memory,
            OptionalDouble bandCoverage,
            List<Serving> serving) {}

    /**
     * A figure of serving.
     *
     * @param figure time per output token, throughput or time to first token
     * @param runs rows
     * @param p50 median error
     * @param p90 error that nine of ten stay below
     * @param bias median of ln(predicted/measured) of the time
     * @param bandCoverage share of rows that lie in our 80 % band
     */
    public record Serving(String figure, int runs, double p50, double p90, double bias, double bandCoverage) {}

    /**
     * Numbers chosen by looking at measurements, by layer.
     *
     * @param l1 kernels and power of chip families
     * @param l2 fabrics
     * @param l3 stacks
     */
    public record Fitted(int l1, int l2, int l3) {}

    /**
     * Time of a step.
     *
     * @param p50 mean over sources of the median error
     * @param p90 mean over sources of the error that nine of ten runs stay below
     * @param bias mean over sources of the median of ln(predicted/measured)
     * @param concordance share of pairs of layouts, measured more than 5 % apart, that we put in the measured order
     * @param regret median over sweeps: measured time of the layout that we find best over the best measured, minus 1
     * @param regretMost the largest
     */
    public record Time(double p50, double p90, double bias, double concordance, double regret, double regretMost) {}

    /**
     * All runs alike.
     *
     * @param groups runs
     * @param p50 median error
     * @param p90 error that nine of ten runs stay below
     */
    public record Pooled(int groups, double p50, double p90) {}

    /**
     * Median errors of memory.
     *
     * @param allocated tensors at their peak
     * @param reserved what the allocator holds
     * @param device all of the device
     * @param fits share of the steps that ran of which we say that they fit
     * @param oom share of the runs reported out of memory of which we say that they don't fit
     * @param oomRuns how many such runs there are
     */
    public record Memory(
            OptionalDouble allocated,
            OptionalDouble reserved,
            OptionalDouble device,
            double fits,
            OptionalDouble oom,
            int oomRuns) {}

    /**
     * A score.
     *
     * @param name what its runs have in common
     * @param groups runs
     * @param p50 median error
     * @param p90 error that nine of ten runs stay below
     * @param bias median of ln(predicted/measured)
     */
    public record Scored(String name, int groups, double p50, double p90, double bias) {}

    /**
     * Scores told apart.
     *
     * @param what accelerator, stack or model
     * @param scores a score for each
     */
    public record Apart(String what, List<Scored> scores) {}

    /**
     * Layouts of one job.
     *
     * @param source key of the source
     * @param job model, chips, batch
     * @param layouts layouts measured
     * @param pairs pairs measured more than 5 % apart
     * @param concordance share of those in the measured order
     * @param regret measured time of the layout that we find best over the best measured, minus 1
     */
    public record Ordered(String source, String job, int layouts, int pairs, double concordance, double regret) {}

    /**
     * Rows that are not predicted.
     *
     * @param because why
     * @param rows how many
     */
    public record Skipped(String because, int rows) {}

    /**
     * A row of the table.
     *
     * @param id of the measurement
     * @param source key of its source
     * @param metric what was measured
     * @param predicted in the metric's unit; of a run out of memory, the memory it needs over that of the chip
     * @param measured in the metric's unit
     * @param logRatio ln(predicted/measured) in that unit; absent of a run out of memory, which is no measured figure
     * @param lower lower end of the 80 % band of the prediction
     * @param upper upper end
     * @param stepSeconds predicted time of a step
     * @param skippedBecause why nothing is predicted; empty if something is
     */
    public record Row(
            String id,
            String source,
            String metric,
            OptionalDouble predicted,
            double measured,
            OptionalDouble logRatio,
            OptionalDouble lower,
            OptionalDouble upper,
            OptionalDouble stepSeconds,
            String skippedBecause) {}
}
