package org.chokepoint.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One chip of a job that is slower than the others. Ranks of its stage and its replica wait for it in every layer, and all replicas
 * wait for its replica's gradients, so the job takes as long as if all chips of that pipeline rank were as slow. It may stand on any
 * rank: the one where it hurts most is taken.
 *
 * @param rank pipeline rank on which it stands
 * @param job job with that rank slower
 */
public record Straggler(int rank, Job job) {
    /**
     * Finds the place.
     *
     * @param factor how many times as long its kernels take, at least 1
     */
    public static Straggler of(StepModel model, Job job, Strategy strategy, double factor) {
        int ranks = strategy.pipelineParallel();
        Straggler worst = null;
        double longest = 0;
        for (int rank = 0; rank < ranks; rank++) {
            List<Double> each = new ArrayList<>(
                    job.stageSlowdown().isEmpty() ? Collections.nCopies(ranks, 1.0) : job.stageSlowdown());
            each.set(rank, each.get(rank) * factor);
            Job slower = job.withSlowdown(each);
            double seconds = model.step(slower, strategy).seconds();
            if (worst == null || seconds > longest) {
                worst = new Straggler(rank, slower);
                longest = seconds;
            }
        }
        return worst;
    }
}
