package org.chokepoint.training;

/**
 * Closed forms of pipeline schedules. With m micro-batches on stages whose forward and backward take F and B (of which W
 * for weight gradients), a stage works m·(F + B) and waits for the bubble: (PP − 1)(F + B) in GPipe and 1F1B, divided by
 * the virtual stages when interleaved (Narayanan et al. 2021, section 2.2); (PP − 1)(F + B − 2W) in ZB-H1 and
 * (PP/2 − 1)(F&B + B − 3W) in DualPipe (both from the table in DualPipe's README). Uneven stages fill and drain at their
 * own pace, so sums over stages stand where the papers have PP − 1 equal terms: a rank waits for the others without their
 * weight gradients, and fills the wait with its own. Where exchanges take longer than the compute beside them, weight
 * gradients fill that slack too. A step is as long as that of the rank that takes longest.
 */
final class Pipeline {
    private final Stage[] stages;
    private final Schedule schedule;
    private final boolean beside;
    private final int virtualStages;
    private final int microBatches;
    private final double sendSeconds;
    // sums over stages: work outside the steady state, weight gradients, and a pair with a backward but for its weights
    private double outside;
    private double weights;
    private double pairs;

    /**
     * @param microBatches micro-batches of a step
     * @param send seconds of a send between stages
     */
    Pipeline(Stage[] stages, Schedule schedule, Strategy s, int microBatches, double send) {
        this.stages = stages;
        this.schedule = schedule;
        this.beside = s.expertOverlap();
        this.virtualStages = s.virtualStages();
        this.microBatches = microBatches;
        int pp = stages.length;
        this.sendSeconds = pp == 1 ? 0 : sends(pp) * send;
        for (Stage stage : stages) {
            // outside the steady state nothing runs beside dispatch and combine
            double exchanged = beside ? stage.exchangeForward + stage.exchangeBackward : 0;
            outside += stage.both() + exchanged;
            weights += stage.weightGradient;
            pairs += stage.paired(beside)
                    + stage.backward
                    + (beside ? stage.exchangeBackward : 0)
                    - stage.weightGradient;
        }
    }

    /** Seconds from the first forward to the last backward of a rank. */
    double seconds(int rank) {
        return microBatches * work(rank) + sendSeconds + bubble(rank);
    }

    /** Adds the seconds of a rank by cause. */
    void addCauses(int rank, double[] byCause) {
        Stage own = stages[rank];
        Stage mirror = mirror(rank);
        for (int i = 0; i < Cause.COUNT; i++) {
            byCause[i] += microBatches * (own.byCause[i] + mirror.byCause[i]) / 2;
        }
        double waiting = microBatches * (work(rank) - (own.both() + mirror.both()) / 2);
        byCause[Cause.EXPERT_COMMUNICATION.ordinal()] += waiting;
        byCause[Cause.PIPELINE_COMMUNICATION.ordinal()] += sendSeconds;
        byCause[Cause.PIPELINE_BUBBLE.ordinal()] += bubble(rank);
    }

    /** In DualPipe half of a rank's micro-batches are of the mirrored stage. */
    private Stage mirror(int rank) {
        return stages[schedule == Schedule.DUALPIPE ? stages.length - 1 - rank : rank];
    }

    /** Seconds of a micro-batch on a rank. */
    private double work(int rank) {
        return (stages[rank].paired(beside) + mirror(rank).paired(beside)) / 2;
    }

    /** Sends that nothing hides: while filling and draining, and in 1F1B's steady state, where a stage waits for both. */
    private double sends(int pp) {
        switch (schedule) {
            case INTERLEAVED:
                return 2.0 * (pp - 1) + 2.0 * (virtualStages - 1);
            case DUALPIPE:
            case DUALPIPE_V:
                return pp;
            default:
                return 2.0 * (pp - 1) + 2.0 * (microBatches - 1);
        }
    }

    private double bubble(int rank) {
        int pp = stages.length;
        if (pp == 1) {
            return 0;
        }
        double others = outside - stages[rank].paired(beside);
        double own = (fill(stages[rank]) + fill(mirror(rank))) / 2;
        double bubble;
        switch (schedule) {
            case INTERLEAVED:
                bubble = others / virtualStages;
                break;
            case ZB_H1:
                bubble = others - (weights - stages[rank].weightGradient) - (pp - 1) * own;
                break;
            case DUALPIPE:
                bubble = (pp / 2.0 - 1) * (pairs / pp - 2 * own);
                break;
            case DUALPIPE_V:
                bubble = (pp - 1) / 2.0 * (pairs / pp - 2 * own);
                break;
            default:
                bubble = others;
        }
        return Math.max(0, bubble);
    }

    /** What a stage fills waiting with. */
    private double fill(Stage stage) {
        return stage.weightGradient + stage.paired(beside) - stage.both();
    }
}
