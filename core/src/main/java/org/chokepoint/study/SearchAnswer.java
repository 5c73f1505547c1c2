package org.chokepoint.study;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.training.Strategy;

/**
 * Which layout serves best: the JSON contract of {@code search}, version {@value #VERSION}.
 *
 * @param version version of this contract
 * @param headline the answer in sentences
 * @param objective what was made small
 * @param best the best layout
 * @param layouts executed layouts, best first, one for each split of each fleet
 * @param pareto the front over what was asked for; empty where nothing was
 * @param space what became of the layouts that were looked at
 * @param binds what binds on the best chips, with the layout chosen anew; empty where it was not asked for
 * @param target what a single spec would have to be for the run to be as short as was asked for; empty where it was not
 * @param why the best layout with a value that was asked about, set against the best of all
 * @param evidence what the answer rests on
 */
public record SearchAnswer(
        @Meaning("version of this contract") int version,
        Headline headline,
        @Meaning("what was made as small as possible") String objective,
        Row best,
        List<Row> layouts,
        List<Row> pareto,
        Space space,
        List<Bound> binds,
        List<Needed> target,
        Optional<Why> why,
        Evidence evidence) {
    /** Version of the contract. */
    public static final int VERSION = 1;

    /**
     * A layout on chips.
     *
     * @param accelerator chip
     * @param strategy layout
     * @param worse causes that take longer than in the best layout on the same chips, in seconds of a step, most first
     */
    public record Row(
            @Meaning("catalog id of the chip") String accelerator,
            @Meaning("chips") int accelerators,
            @Meaning("executed step, in seconds") double stepSeconds,
            @Meaning("run with interruptions, in seconds") double runSeconds,
            @Meaning("chip-hours with interruptions") double gpuHours,

            @Meaning("rent of the run; not a number where no rent is known, in dollars")
            double costUsd,

            @Meaning("energy at the meter, in joules") double energyJoules,
            @Meaning("memory of the fullest chip, in bytes") double deviceBytes,
            @Meaning("share of that chip's memory") double memoryShare,

            @Meaning("causal model FLOPs over the peak in BF16")
            double mfu,

            Strategy strategy,
            Map<String, Double> worse,
            @Meaning("command that runs this layout") String command) {}

    /**
     * What became of the layouts of the space.
     *
     * @param byRule layouts that can't be laid out, by the field whose rule they break
     * @param reasons the rule that the first of these breaks, in words
     */
    public record Space(
            @Meaning("layouts of the space") long enumerated,
            @Meaning("layouts that can't be laid out") long ruledOut,
            Map<String, Long> byRule,
            Map<String, String> reasons,

            @Meaning("layouts whose bound is above the best executed")
            long bounded,

            @Meaning("layouts that need more memory than the chip has")
            long tooLarge,

            @Meaning("layouts whose bound was computed") long scored,
            @Meaning("layouts whose step was executed") long executed,

            @Meaning("whether the search ran to its end, so that nothing in the space is better")
            boolean complete) {}

    /**
     * A value that was asked about.
     *
     * @param asked the value as it was asked for
     * @param best the best layout with it, if there is one
     * @param slower its step over that of the best of all, less one
     * @param because what stands in the way, or where it takes longer
     */
    public record Why(String asked, Optional<Row> best, OptionalDouble slower, List<String> because) {}

    /** What a change of a spec brings. */
    public record Bound(
            @Meaning("line of the data sheet") String spec,

            @Meaning("d ln(objective) / d ln(spec) over ±10 %, the layout chosen anew on both sides")
            double replanned,

            @Meaning("the same with the best layout as it is; absent for the size of the memory")
            OptionalDouble fixed) {}

    /** What a spec would have to be. */
    public record Needed(
            @Meaning("line of the data sheet") String spec,

            @Meaning("smallest multiple with which some layout reaches the target; absent: none up to 64")
            OptionalDouble factor) {}
}
