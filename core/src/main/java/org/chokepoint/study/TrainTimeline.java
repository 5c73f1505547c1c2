package org.chokepoint.study;

import java.util.List;

/**
 * A step as it was executed: part of {@link TrainAnswer} where the question asks for it. Its numbers are seconds from the begin
 * of the step, which is where all ranks know the gradients' norm of the step before.
 *
 * @param detail {@code turns} or {@code layers}
 * @param seconds length of what is shown
 * @param microBatches micro-batches shown: fewer than those of the step where turns or pieces were too many to look at
 * @param ranks pipeline ranks
 * @param spans stretches on the lanes of the ranks
 */
public record TrainTimeline(
        String detail,

        @Meaning(value = "length of the step shown", from = "step.seconds, layout.micro_batches")
        double seconds,

        @Meaning(value = "micro-batches shown", from = "layout.micro_batches")
        int microBatches,

        @Meaning(value = "pipeline ranks", from = "strategy.pipeline_parallel")
        int ranks,

        List<Span> spans) {

    /**
     * A stretch.
     *
     * @param lane host, compute, scale-up or scale-out
     * @param kind what for
     * @param name what runs
     */
    public record Span(
            @Meaning(value = "pipeline rank, counted from 0", from = "strategy.pipeline_parallel")
            int rank,

            String lane,
            String kind,
            String name,

            @Meaning(
                    value = "micro-batch, counted from 0; of a pair, the one that goes forward; −1 if none",
                    from = "layout.micro_batches")
            int microBatch,

            @Meaning(value = "micro-batch of a pair that goes backward; −1 if none", from = "layout.micro_batches")
            int other,

            @Meaning(
                    value = "begin of the stretch",
                    formula = "longest path through all that comes before it",
                    from = "step.seconds",
                    source = "derived in docs/model/timeline.md")
            double startSeconds,

            @Meaning(
                    value = "end of the stretch",
                    formula = "longest path through all that comes before it",
                    from = "step.seconds",
                    source = "derived in docs/model/timeline.md")
            double endSeconds) {}
}
