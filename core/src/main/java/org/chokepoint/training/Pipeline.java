package org.chokepoint.training;

/**
 * Closed forms of pipeline schedules. With m micro-batches on stages whose forward and backward take F and B (of which W
 * for weight gradients), a stage works m·(F + B) and waits for the bubble: (PP − 1)(F + B) in GPipe and 1F1B, divided by
 * the virtual stages when interleaved (Narayanan et al. 2021, section 2.2); (PP − 1)(F + B − 2W) in ZB-H1 and
 * (PP/2 − 1)(F&B + B − 3W) in DualPipe (both from the table in DualPipe's README). Uneven stages fill and drain at their
 * own pace, so sums over stages stand where the papers have PP − 1 equal terms: a rank waits for the others without their
 * weight gradients, and fills the wait with its own. Where exchanges take longer than the compute beside them, weight
 * gradients fill that slack too. A step is as long as that of the rank that takes longest. {@link ExecutedStep} says what the
 * schedules really take.
 */
final class Pipeline {
    private final Stage[] stages;
    private final Schedule schedule;
    private final boolean pairs;
    private final double beside;
    private final int virtualStages;
    private final int microBatches;
    private final double[] hops;
    private final double hostSeconds;
    // sums over stages: work outside the steady state, weight gradients, and a pair with a backward but for its weights
    private double outside;
    private double weights;
    private double twice;

    /**
     * @param pairs whether forwards and backwards run in pairs, each hiding the other's exchanges
     * @param beside factor by which compute slows beside exchanges
     * @param microBatches micro-batches of a step
     * @param hops seconds of a send from each stage to the next
     * @param host time for which the host issues an operator
     */
    Pipeline(
            Stage[] stages,
            Schedule schedule,
            boolean pairs,
            double beside,
            int virtualStages,
            int microBatches,
            double[] hops,
            double host) {
        this.stages = stages;
        this.schedule = schedule;
        this.pairs = pairs;
        this.beside = beside;
        this.virtualStages = virtualStages;
        this.microBatches = microBatches;
        this.hostSeconds = host;
        this.hops = hops;
        for (Stage stage : stages) {
            // outside the steady state nothing runs beside dispatch and combine
            outside += stage.both();
            weights += stage.weightGradient;
            twice += paired(stage) + stage.inputAlone();
        }
    }

    /**
     * Seconds of a micro-batch's forward and backward in the steady state. In a pair the longer of compute and exchanges counts;
     * nothing runs beside the first leg of compute where exchanges are longer.
     */
    double paired(Stage stage) {
        if (!pairs || stage.exchanges == 0) {
            return stage.both();
        }
        double compute = beside * stage.compute();
        double legs = 2 * (stage.exchanges / virtualStages + 1);
        return Math.max(compute, stage.exchange() + compute / legs);
    }

    /** Seconds from the first forward to the last backward of a rank. */
    double seconds(int rank) {
        return microBatches * work(rank) + sends(rank) + bubble(rank);
    }

    /**
     * Seconds of a rank whose chip is busy for some, while its host issues kernels: the longer of both; where the host waits for
     * sends and issues nothing ahead, the longer of both in each micro-batch.
     */
    double withHost(int rank, double device) {
        Stage mirror = mirror(rank);
        double operators = 3 * (stages[rank].operators + mirror.operators);
        double recomputed = stages[rank].recomputedOperators + mirror.recomputedOperators;
        double issuing = hostSeconds * (operators + recomputed) / 2;
        if (schedule.sendsBlock() && stages.length > 1) {
            return device + microBatches * Math.max(0, issuing - work(rank));
        }
        return Math.max(device, microBatches * issuing);
    }

    /** Adds the seconds of a rank by cause. */
    void addCauses(int rank, double[] byCause) {
        double compute = addCompute(stages[rank], byCause) + addCompute(mirror(rank), byCause);
        byCause[Cause.EXPERT_COMMUNICATION.ordinal()] += microBatches * work(rank) - compute;
        byCause[Cause.PIPELINE_COMMUNICATION.ordinal()] += sends(rank);
        byCause[Cause.PIPELINE_BUBBLE.ordinal()] += bubble(rank);
    }

    /** Half of the micro-batches' compute on a stage; returns its seconds. */
    private double addCompute(Stage stage, double[] byCause) {
        double half = microBatches * (pairs && stage.exchanges > 0 ? beside : 1) / 2;
        for (int i = 0; i < Cause.COUNT; i++) {
            byCause[i] += half * (stage.forwardByCause[i] + stage.inputByCause[i] + stage.weightByCause[i]);
        }
        return half * stage.compute();
    }

    /** In DualPipe half of a rank's micro-batches are of the mirrored stage. */
    private Stage mirror(int rank) {
        return stages[schedule == Schedule.DUALPIPE ? stages.length - 1 - rank : rank];
    }

    /** Seconds of a micro-batch on a rank. */
    private double work(int rank) {
        return (paired(stages[rank]) + paired(mirror(rank))) / 2;
    }

    /**
     * Sends that nothing hides: those of a micro-batch's way down and back, and in GPipe and 1F1B the rank's own, for which it
     * waits.
     */
    private double sends(int rank) {
        double way = 0;
        for (double hop : hops) {
            way += 2 * hop;
        }
        if (schedule.sendsBlock()) {
            return way + (microBatches - 1) * own(rank);
        }
        return schedule == Schedule.DUALPIPE || schedule == Schedule.DUALPIPE_V ? way / 2 : way;
    }

    /** An activation and a gradient that a rank sends. */
    private double own(int rank) {
        return (rank < hops.length ? hops[rank] : 0) + (rank > 0 ? hops[rank - 1] : 0);
    }

    /** Seconds for which a rank's link is busy with sends. */
    double link(int rank) {
        return microBatches * (schedule == Schedule.DUALPIPE ? 1 : virtualStages) * own(rank);
    }

    private double bubble(int rank) {
        int pp = stages.length;
        if (pp == 1) {
            // the first forward and the last backward have no partner
            return stages[0].both() - paired(stages[0]);
        }
        double others = outside - paired(stages[rank]);
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
                bubble = (pp / 2.0 - 1) * (twice / pp - 2 * own);
                break;
            case DUALPIPE_V:
                bubble = (pp - 1) / 2.0 * (twice / pp - 2 * own);
                break;
            case ONE_F_ONE_B:
                bubble = filling(rank) + draining(rank);
                break;
            default:
                bubble = others;
        }
        return Math.max(0, bubble);
    }

    /** A first micro-batch's way to a rank, and a last one's way back from it. */
    private double filling(int rank) {
        double seconds = 0;
        for (int before = 0; before < rank; before++) {
            seconds += stages[before].both();
        }
        return seconds;
    }

    /** The first micro-batch's way from a rank to the last one and back, less the forwards that the rank does meanwhile. */
    private double draining(int rank) {
        double seconds = 0;
        for (int behind = rank + 1; behind < stages.length; behind++) {
            seconds += stages[behind].both();
        }
        int ahead = Math.min(microBatches - 1, stages.length - rank - 1);
        return Math.max(0, seconds - ahead * stages[rank].forwardAlone());
    }

    /** What a stage fills waiting with. */
    private double fill(Stage stage) {
        double slack = pairs && stage.exchanges > 0 ? paired(stage) - beside * stage.compute() : 0;
        return stage.weightGradient + slack;
    }
}
