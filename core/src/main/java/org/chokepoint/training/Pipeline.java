package org.chokepoint.training;

/**
 * Closed forms of pipeline schedules. With m micro-batches on stages whose forward and backward take F and B (of which W
 * for weight gradients), the busiest stage works m·(F + B) and waits for the bubble: (PP − 1)(F + B) in GPipe and 1F1B,
 * divided by the virtual stages when interleaved (Narayanan et al. 2021, section 2.2); (PP − 1)(F + B − 2W) in ZB-H1 and
 * (PP/2 − 1)(F&B + B − 3W) in DualPipe (both from the table in DualPipe's README). Uneven stages fill and drain at their
 * own pace, so sums over stages stand where the papers have PP − 1 equal terms.
 */
final class Pipeline {
    private Pipeline() {}

    /** The rank that is busy longest. */
    static int busiest(Stage[] stages, Schedule schedule, boolean beside) {
        int busiest = 0;
        for (int rank = 1; rank < stages.length; rank++) {
            if (work(stages, rank, schedule, beside) > work(stages, busiest, schedule, beside)) {
                busiest = rank;
            }
        }
        return busiest;
    }

    /** Seconds of a micro-batch on a rank; in DualPipe half of its micro-batches are of the mirrored stage. */
    private static double work(Stage[] stages, int rank, Schedule schedule, boolean beside) {
        double own = stages[rank].paired(beside);
        return schedule == Schedule.DUALPIPE ? (own + stages[stages.length - 1 - rank].paired(beside)) / 2 : own;
    }

    /**
     * Seconds from the first forward to the last backward, added by cause to {@code byCause}.
     *
     * @param send seconds of a send between stages
     */
    static double seconds(
            Stage[] stages, Schedule schedule, Strategy s, int m, double send, int busiest, double[] byCause) {
        boolean beside = s.expertOverlap();
        Stage own = stages[busiest];
        Stage mirror = schedule == Schedule.DUALPIPE ? stages[stages.length - 1 - busiest] : own;
        for (int i = 0; i < Cause.COUNT; i++) {
            byCause[i] += m * (own.byCause[i] + mirror.byCause[i]) / 2;
        }
        double work = work(stages, busiest, schedule, beside);
        double hiddenShort = m * (work - (own.both() + mirror.both()) / 2);
        byCause[Cause.EXPERT_COMMUNICATION.ordinal()] += hiddenShort;

        int pp = stages.length;
        double sends = pp == 1 ? 0 : sends(schedule, s, m, pp) * send;
        double bubble = Math.max(0, bubble(stages, schedule, s, work));
        byCause[Cause.PIPELINE_COMMUNICATION.ordinal()] += sends;
        byCause[Cause.PIPELINE_BUBBLE.ordinal()] += bubble;
        return m * work + sends + bubble;
    }

    /** Sends that nothing hides: while filling and draining, and in 1F1B's steady state, where a stage waits for both. */
    private static double sends(Schedule schedule, Strategy s, int m, int pp) {
        switch (schedule) {
            case INTERLEAVED:
                return 2.0 * (pp - 1) + 2.0 * (s.virtualStages() - 1);
            case DUALPIPE:
            case DUALPIPE_V:
                return pp;
            default:
                return 2.0 * (pp - 1) + 2.0 * (m - 1);
        }
    }

    private static double bubble(Stage[] stages, Schedule schedule, Strategy s, double work) {
        int pp = stages.length;
        if (pp == 1) {
            return 0;
        }
        double others = 0;
        double weights = 0;
        double backward = 0;
        double pairs = 0;
        for (Stage stage : stages) {
            others += stage.both() + unhidden(stage, s.expertOverlap());
            weights += stage.weightGradient;
            backward += stage.backward + (s.expertOverlap() ? stage.exchangeBackward : 0);
            pairs += stage.paired(s.expertOverlap());
        }
        double rest = Math.max(0, others - work);
        switch (schedule) {
            case INTERLEAVED:
                return rest / s.virtualStages();
            case ZB_H1:
                return rest - 2 * weights * (pp - 1) / pp;
            case DUALPIPE:
                return (pp / 2.0 - 1) * (pairs + backward - 3 * weights) / pp;
            case DUALPIPE_V:
                return (pp - 1) / 2.0 * (pairs + backward - 3 * weights) / pp;
            default:
                return rest;
        }
    }

    /** Outside the steady state nothing runs beside dispatch and combine. */
    private static double unhidden(Stage stage, boolean beside) {
        return beside ? stage.exchangeForward + stage.exchangeBackward : 0;
    }
}
