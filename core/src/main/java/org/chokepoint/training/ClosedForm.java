package org.chokepoint.training;

import java.util.List;
import org.chokepoint.machine.Machine;
import org.chokepoint.model.Network;

/**
 * A step in closed form, for searches, bands and sweeps: stage sums; the schedule's bubble; the data-parallel communication
 * that the last backward and the next forward don't hide; the optimizer. Derived in {@code docs/model/step.md}. {@link
 * ExecutedStep} runs the same step as a timeline. Not safe for use by several threads at once.
 */
public final class ClosedForm implements StepModel {
    private final StepCosting costing;

    /**
     * @param expertLoad busiest expert-parallel rank over the mean, for strategies that state none
     */
    public ClosedForm(Network network, Machine machine, double expertLoad) {
        this(network, machine, ExpertBalance.assumed(expertLoad));
    }

    /** The same where strategies may name a router. */
    public ClosedForm(Network network, Machine machine, ExpertBalance balance) {
        this.costing = new StepCosting(network, machine, balance);
    }

    @Override
    public StepCost step(Job job, Strategy s) {
        StepCosting.Laid laid = costing.lay(job, s);
        DataParallel parallel = costing.data(laid, 0);
        double norm = parallel.norm();
        double tied = costing.tied(laid);
        Stage[] ranks = laid.ranks();
        Pipeline pipeline = new Pipeline(
                ranks,
                laid.schedule(),
                laid.schedule().pairs(s) && s.expertOverlap(),
                costing.besideFactor(s),
                laid.schedule().chunks(s),
                laid.layout().microBatches(),
                costing.hops(laid),
                costing.hostSeconds());
        int busiest = 0;
        double seconds = 0;
        double data = 0;
        double optimizer = 0;
        double host = 0;
        double beyond = 0;
        double reduced = 0;
        double updated = 0;
        for (int rank = 0; rank < ranks.length; rank++) {
            if (rank == 0 || laid.mirrored() || !sameAsBefore(ranks, rank)) {
                parallel = laid.mirrored() ? costing.data(laid, rank) : parallel;
                DataParallel.Weights held = DataParallel.Weights.of(ranks[rank]);
                held = laid.mirrored() ? held.and(ranks[ranks.length - 1 - rank]) : held;
                reduced = exposed(laid, parallel, pipeline, ranks[rank], held);
                updated = parallel.optimizer(held);
            }
            double summed = reduced + (rank == 0 || rank == ranks.length - 1 ? tied : 0) + norm;
            double device = pipeline.seconds(rank) + updated + summed;
            double each = Math.max(pipeline.withHost(rank, device), pipeline.link(rank));
            if (each > seconds) {
                busiest = rank;
                seconds = each;
                host = pipeline.withHost(rank, device) - device;
                beyond = each - device - host;
                data = summed;
                optimizer = updated;
            }
        }
        double[] byCause = new double[Cause.COUNT];
        pipeline.addCauses(busiest, byCause);
        byCause[Cause.DATA_COMMUNICATION.ordinal()] += data;
        byCause[Cause.OPTIMIZER.ordinal()] += optimizer;
        byCause[Cause.HOST.ordinal()] += host;
        byCause[Cause.PIPELINE_COMMUNICATION.ordinal()] += beyond;
        return costing.cost(laid, seconds, byCause, busiest, List.of());
    }

    /** Whether a rank holds what the rank before holds: inner stages share one sum. */
    private static boolean sameAsBefore(Stage[] stages, int rank) {
        return stages[rank] == stages[rank - 1];
    }

    /** Exposed seconds of gradient reduction and parameter gathering of a step on a rank. */
    private static double exposed(
            StepCosting.Laid laid, DataParallel parallel, Pipeline pipeline, Stage own, DataParallel.Weights held) {
        Strategy s = laid.strategy();
        double reduce = parallel.reduce(held);
        double gather = parallel.gather(held);
        int layers = Math.max(1, own.layers);
        // in pairs exchanges are hidden and make no window
        boolean pairs = laid.schedule().pairs(s);
        double forward = pairs ? own.forward : own.forwardAlone();
        double backward = own.weightGradient;
        // where a schedule splits the backward, gradients are only made in its last weight gradients
        backward += laid.schedule().splits() ? 0 : pairs ? own.inputGradient : own.inputAlone();
        int others = laid.layout().microBatches() - 1;
        // all but one unit of a chunk run beside communication, which takes compute units from them
        double units = Math.max(1.0, (double) own.layers / laid.schedule().chunks(s));
        double taken = parallel.taken() * (units - 1) / units;
        if (s.zeroStage() == 3) {
            // parameters are gathered a layer ahead of compute and gradients scattered behind it; the layer at which a
            // backward begins is still there, and its last scatter holds up the next gather
            double first = s.parameterOverlap() ? 1 : (layers - 1.0) / layers;
            double there = beside(s, forward, gather, 0, layers, taken, true);
            double back = beside(s, backward, first * gather, reduce, layers, taken, false);
            double both =
                    pairs ? beside(s, pipeline.paired(own), 2 * gather, reduce, layers, taken, true) : there + back;
            return there + back + others * both;
        }
        double exposed = hidden(gather, forward, layers, s.parameterOverlap())
                + hidden(reduce, backward, layers, s.gradientOverlap());
        exposed += s.parameterOverlap() ? slower(forward, gather, taken) : 0;
        exposed += s.gradientOverlap() ? slower(backward, reduce, taken) : 0;
        if (s.zeroStage() == 2) {
            // what one backward leaves is reduced while the next micro-batch runs
            double window = s.gradientOverlap() ? pipeline.paired(own) : 0;
            exposed += others * Math.max(0, reduce - window);
            exposed += s.gradientOverlap() ? others * slower(backward, reduce, taken) : 0;
        }
        return exposed;
    }

    /**
     * What a turn of ZeRO-3 takes longer than its compute.
     *
     * @param fetches whether its first layer's parameters are gathered too
     */
    private static double beside(
            Strategy s, double compute, double gather, double reduce, int layers, double taken, boolean fetches) {
        double in = s.parameterOverlap() ? gather : 0;
        double out = s.gradientOverlap() ? reduce : 0;
        double more = slower(compute, in + out, taken);
        double window = (compute + more) * (layers - 1) / layers;
        double last = fetches ? in + out * (layers - 1) / layers : (in + out) * (layers - 1) / layers;
        double exposed = Math.max(fetches ? in / layers : 0, last - window);
        return exposed + out / layers + more + (gather - in) + (reduce - out);
    }

    /** By how much compute slows while communication takes a share of its units. */
    private static double slower(double compute, double communication, double taken) {
        return taken * Math.min(communication, compute / (1 - taken));
    }

    /** What a window of compute leaves exposed if communication goes in {@code pieces} and the last one can't hide. */
    private static double hidden(double communication, double window, int pieces, boolean overlaps) {
        if (!overlaps) {
            return communication;
        }
        return Math.max(communication / pieces, communication - window * (pieces - 1) / pieces);
    }
}
