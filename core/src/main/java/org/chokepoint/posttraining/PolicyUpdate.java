package org.chokepoint.posttraining;

import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.Job;
import org.chokepoint.training.Strategy;

/**
 * Updates of the policy on outputs of uneven length. They are packed so that nothing is padded, and attention stays within an
 * output; so a step has the time of one on equal sequences with as many tokens and query-key pairs.
 */
final class PolicyUpdate {
    private final ExecutedStep model;
    private final Job job;
    private final Strategy strategy;

    /** @param job network and chips; its batch has no say */
    PolicyUpdate(ExecutedStep model, Job job, Strategy strategy) {
        this.model = model;
        this.job = job;
        this.strategy = strategy;
    }

    /**
     * Seconds of an update.
     *
     * @param tokens tokens of all outputs and their prompts
     * @param pairLength length of equal sequences that have as many query-key pairs
     */
    double seconds(double tokens, double pairLength) {
        Job equal = equal(tokens, pairLength);
        double sequences = tokens / equal.sequenceLength();
        // parts of a sequence are taken as such, but a replica without one is idle
        double share = sequences < unit() ? 1 : sequences / equal.globalBatch();
        return model.seconds(equal, strategy) * share;
    }

    /** The step on equal sequences. */
    Job equal(double tokens, double pairLength) {
        int whole = 2 * strategy.tensorParallel() * strategy.contextParallel();
        int length = (int) (Math.max(1, Math.rint(pairLength / whole)) * whole);
        int batch = (int) (Math.max(1, Math.ceil(tokens / length / unit())) * unit());
        return job.withBatch(batch, length);
    }

    /** Sequences of one micro-batch on all replicas. */
    private int unit() {
        int ranks = strategy.tensorParallel() * strategy.pipelineParallel() * strategy.contextParallel();
        return Math.max(1, job.accelerators() / ranks) * strategy.microBatch();
    }
}
