package org.chokepoint.training;

import org.chokepoint.machine.CollectiveTime;
import org.chokepoint.machine.Group;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Operators;

/** Seconds of data-parallel communication and of the optimizer for what a rank or chunk holds. */
final class DataParallel {
    /** A gradient norm. */
    private static final double NORM_BYTES = 4;

    private final Strategy s;
    private final Layout layout;
    private final Group allDense;
    private final Group allExpert;
    private final int chips;
    private final Machine machine;
    private final CollectiveTime collectives;
    private final Group dense;
    private final Group expert;

    /**
     * @param stage pipeline rank; with DualPipe the ranks of the mirrored stage hold the same, and their group is one
     */
    DataParallel(Strategy strategy, Layout layout, int stage, int chips, Machine machine, CollectiveTime collectives) {
        this.s = strategy;
        this.layout = layout;
        this.chips = chips;
        this.machine = machine;
        this.collectives = collectives;
        boolean mirrored = strategy.schedule() == Schedule.DUALPIPE;
        this.allDense = mirrored ? layout.mirrored(layout.data(), stage) : layout.data();
        this.allExpert = mirrored ? layout.mirrored(layout.expertData(), stage) : layout.expertData();
        this.dense = within(allDense);
        this.expert = within(allExpert);
    }

    /**
     * Parameters that a rank holds.
     *
     * @param dense those that all data-parallel ranks share
     * @param expert those of its experts
     */
    record Weights(double dense, double expert) {
        static Weights of(Stage stage) {
            return new Weights(stage.denseWeights, stage.expertWeights);
        }

        Weights and(Stage stage) {
            return new Weights(dense + stage.denseWeights, expert + stage.expertWeights);
        }

        double all() {
            return dense + expert;
        }
    }

    /** Gathering parameters within the ZeRO groups; nothing where each rank updates all of them. */
    double gather(Weights held) {
        return s.zeroStage() == 0 ? 0 : moved(held, Operators.ACTIVATION_BYTES);
    }

    /** Reducing gradients: for all, or to their owners within the ZeRO groups and then across these (HSDP). */
    double reduce(Weights held) {
        double bytes = s.gradientPrecision().bytes();
        return s.zeroStage() > 0
                ? moved(held, bytes) + across(held)
                : collectives.allReduce(dense, held.dense() * bytes)
                        + collectives.allReduce(expert, held.expert() * bytes);
    }

    private double moved(Weights held, double bytes) {
        return collectives.gather(dense, held.dense() * bytes) + collectives.gather(expert, held.expert() * bytes);
    }

    private Group within(Group group) {
        if (s.zeroGroup() == 0 || s.zeroGroup() >= group.size()) {
            return group;
        }
        return group.part(s.zeroGroup());
    }

    /** What one ZeRO group has reduced is summed across the groups. */
    private double across(Weights held) {
        double bytes = s.gradientPrecision().bytes();
        return across(allDense, held.dense() * bytes) + across(allExpert, held.expert() * bytes);
    }

    private double across(Group ranks, double bytes) {
        if (s.zeroGroup() == 0 || s.zeroGroup() >= ranks.size()) {
            return 0;
        }
        return collectives.allReduce(ranks.across(s.zeroGroup()), bytes / s.zeroGroup());
    }

    /** Summing the gradients of an embedding that the first and the last stage hold both, behind all others. */
    double tied(double weights) {
        return collectives.allReduce(
                layout.ends(), weights * s.gradientPrecision().bytes());
    }

    /** Summing the gradients' norm over all chips, before which no rank can update. */
    double norm() {
        return collectives.allReduce(new Group(chips, 1, layout.data().domain()), NORM_BYTES);
    }

    /** Share of the compute units that such communication takes, unless the strategy has set units aside for it. */
    double taken() {
        return s.communicationUnits() > 0
                ? 0
                : collectives.units() / machine.chip().computeUnits();
    }

    /**
     * Optimizer: reads gradients once for their norm, then gradients, master weights and moments, and writes the latter and
     * the parameters; and every rank clears its gradient buffer, of which it keeps its share from ZeRO-2 on. Where the states are in host memory, gradients are copied there,
     * the host updates, and parameters are copied back, one after the other (Ren et al. 2021, arXiv:2101.06840, without its
     * overlap of one step's update with the next).
     */
    double optimizer(Weights held) {
        double shardDense = s.zeroStage() >= 1 ? dense.size() : 1;
        double shardExpert = s.zeroStage() >= 1 ? expert.size() : 1;
        double owned = held.dense() / shardDense + held.expert() / shardExpert;
        double gradient = s.gradientPrecision().bytes();
        double master = s.masterWeights() ? 4 : Operators.ACTIVATION_BYTES;
        double states = 2 * (master + 2 * s.momentPrecision().bytes());
        double cleared = (s.zeroStage() >= 2 ? owned : held.all()) * gradient;
        double rate = machine.chip().memoryBytesPerSecond()
                * machine.calibration().kernel().memory().value();
        double updated = gradient + states + Operators.ACTIVATION_BYTES;
        if (s.offload() == Offload.OPTIMIZER) {
            double copied = owned * (gradient + Operators.ACTIVATION_BYTES);
            return (owned * gradient + cleared) / rate
                    + copied / machine.cluster().hostLinkBytesPerSecond()
                    + owned * updated / machine.cluster().hostMemoryBytesPerSecond();
        }
        return (owned * (gradient + updated) + cleared) / rate;
    }
}
