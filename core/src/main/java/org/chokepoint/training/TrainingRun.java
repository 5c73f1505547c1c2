package org.chokepoint.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run of many steps: tokens are cut into phases of equal batch, each of which is costed by a step model. */
public final class TrainingRun {
    /** Batch sizes into which a ramp is cut at most. */
    private static final int MOST_BATCHES = 24;

    /**
     * Steps of equal batch.
     *
     * @param globalBatch sequences of a step
     * @param tokens tokens of the phase
     * @param step one step
     */
    public record Phase(int globalBatch, double tokens, StepCost step) {
        /** Optimizer steps. */
        public double steps() {
            return tokens / step.tokens();
        }

        /** Seconds without interruptions. */
        public double seconds() {
            return steps() * step.seconds();
        }
    }

    private TrainingRun() {}

    /**
     * Phases of a run.
     *
     * @param tokens tokens of all phases
     * @param ramp how the batch grows, if it does
     */
    public static List<Phase> phases(
            StepModel model, Job job, Strategy strategy, double tokens, Optional<RunPreset.BatchRamp> ramp) {
        List<Phase> phases = new ArrayList<>();
        double rest = tokens;
        if (ramp.isPresent() && ramp.get().from() < job.globalBatch()) {
            double ramped = Math.min(tokens, ramp.get().tokens());
            rest -= ramped;
            List<Integer> batches = batches(job, strategy, ramp.get());
            for (int batch : batches) {
                StepCost step = model.step(job.withBatch(batch), strategy);
                phases.add(new Phase(batch, ramped / batches.size(), step));
            }
        }
        if (rest > 0) {
            phases.add(new Phase(job.globalBatch(), rest, model.step(job, strategy)));
        }
        return phases;
    }

    /** Batches of a ramp: multiples of what one micro-batch on every replica takes, at the middle of equal parts. */
    private static List<Integer> batches(Job job, Strategy s, RunPreset.BatchRamp ramp) {
        int from = ramp.from();
        int replicas = job.accelerators() / (s.tensorParallel() * s.pipelineParallel() * s.contextParallel());
        int unit = replicas * s.microBatch();
        int growing = Math.max(1, Math.min(MOST_BATCHES, (job.globalBatch() - from) / unit));
        int parts = ramp.stepped() ? 1 : growing;
        List<Integer> batches = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            double middle = ramp.stepped() ? from : from + (job.globalBatch() - from) * (part + 0.5) / parts;
            batches.add(Math.max(1, (int) Math.rint(middle / unit)) * unit);
        }
        return batches;
    }
}
