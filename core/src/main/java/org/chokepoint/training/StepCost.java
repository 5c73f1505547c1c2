package org.chokepoint.training;

import java.util.List;
import org.chokepoint.model.TokenFlops;

/**
 * What one optimizer step takes.
 *
 * @param seconds wall time
 * @param byCause the same seconds by {@link Cause}, as the busiest rank spends them
 * @param ranks how each pipeline rank spends them; empty where the step was not executed
 * @param layout how the strategy was laid out
 * @param schedule schedule that was run: the strategy's, or 1F1B where the batch is too small for it
 * @param busiestStage pipeline rank that is busy longest
 * @param microBatchSeconds seconds of a micro-batch on that rank
 * @param tokens tokens of the step
 * @param tokenFlops forward operations of a token, by convention
 * @param hardwareFlops operations of a step over all chips as done, recomputation included
 * @param watts mean power of a chip
 * @param memory fullest rank
 */
public record StepCost(
        double seconds,
        double[] byCause,
        List<RankSeconds> ranks,
        Layout layout,
        Schedule schedule,
        int busiestStage,
        double microBatchSeconds,
        double tokens,
        TokenFlops tokenFlops,
        double hardwareFlops,
        double watts,
        MemoryPlan memory) {}
