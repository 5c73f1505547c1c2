package org.chokepoint.training;

import org.chokepoint.machine.Machine;
import org.chokepoint.model.Operators;
import org.chokepoint.model.Precision;

/** Memory of each pipeline rank from its stages, the schedule's micro-batches in flight, and what ZeRO splits. */
final class MemoryModel {
    private final Strategy s;
    private final Layout layout;
    private final Machine machine;

    MemoryModel(Strategy strategy, Layout layout, Machine machine) {
        this.s = strategy;
        this.layout = layout;
        this.machine = machine;
    }

    /** The plan of the rank that needs most. */
    MemoryPlan fullest(Stage[] stages, Schedule schedule) {
        MemoryPlan most = null;
        for (int rank = 0; rank < stages.length; rank++) {
            if (rank > 0 && stages[rank] == stages[rank - 1] && s.schedule() != Schedule.DUALPIPE) {
                continue; // holds what the rank before it holds, for no more micro-batches
            }
            MemoryPlan plan = plan(rank, stages, schedule);
            if (most == null || plan.allocated() > most.allocated()) {
                most = plan;
            }
        }
        return most;
    }

    MemoryPlan plan(int rank, Stage[] stages, Schedule schedule) {
        Stage own = stages[rank];
        int pp = stages.length;
        double dense = own.denseWeights;
        double expert = own.expertWeights;
        double inFlight = schedule.inFlight(s, rank, layout.microBatches());
        double activations = inFlight * own.keptBytes;
        double host = inFlight * own.hostBytes;
        double working = own.workingBytes;
        if (s.schedule() == Schedule.DUALPIPE) {
            // each rank holds the stage of the other direction too, and half of its micro-batches are of that
            Stage other = stages[pp - 1 - rank];
            dense += other.denseWeights;
            expert += other.expertWeights;
            activations =
                    schedule == Schedule.DUALPIPE ? inFlight * (own.keptBytes + other.keptBytes) / 2 : activations;
            host = schedule == Schedule.DUALPIPE ? inFlight * (own.hostBytes + other.hostBytes) / 2 : host;
            working = Math.max(working, other.workingBytes);
        }
        // ranks of the mirrored stage hold the same two
        int copies = s.schedule() == Schedule.DUALPIPE ? 2 : 1;
        double shardDense = shard(copies * layout.data().size());
        double shardExpert = shard(copies * layout.expertData().size());
        int zero = s.zeroStage();
        double held = split(dense, expert, zero >= 3 ? shardDense : 1, zero >= 3 ? shardExpert : 1);
        double owned = split(dense, expert, zero >= 1 ? shardDense : 1, zero >= 1 ? shardExpert : 1);
        double reduced = split(dense, expert, zero >= 2 ? shardDense : 1, zero >= 2 ? shardExpert : 1);
        double weights = held * weightBytes();
        double gradients = reduced * gradientBytes();
        double optimizer =
                owned * ((s.masterWeights() ? 4 : 0) + 2 * s.momentPrecision().bytes());
        if (s.offload() == Offload.OPTIMIZER) {
            host += optimizer;
            optimizer = 0;
        }
        if (zero >= 3) {
            // the unit at hand is whole, with its gradient, and one that is fetched ahead
            double unit = (dense + expert) / Math.max(1, own.layers);
            double whole = (s.parameterOverlap() ? 2 : 1) * Operators.ACTIVATION_BYTES;
            working += unit * (whole + s.gradientPrecision().bytes());
        }
        double allocated = weights + gradients + optimizer + activations + working;
        double reserved = allocated * machine.stack().reservedFactor();
        return new MemoryPlan(
                rank,
                weights,
                gradients,
                optimizer,
                activations,
                working,
                allocated,
                reserved,
                reserved + machine.stack().contextBytes(),
                host);
    }

    /** Bytes of a parameter as products read it: BF16, and a narrow copy beside it where operands are quantised. */
    private double weightBytes() {
        Precision p = s.precision();
        return Operators.ACTIVATION_BYTES + (p.bytes() < 2 ? p.bytes() : 0);
    }

    /** Bytes of a gradient; where kernels of their own add up wider ones, what products make stays beside them. */
    private double gradientBytes() {
        double bytes = s.gradientPrecision().bytes();
        boolean both = machine.stack().addsGradients() && bytes > Operators.ACTIVATION_BYTES;
        return bytes + (both ? Operators.ACTIVATION_BYTES : 0);
    }

    private double shard(int ranks) {
        return s.zeroGroup() > 0 ? Math.min(s.zeroGroup(), ranks) : ranks;
    }

    private static double split(double dense, double expert, double denseRanks, double expertRanks) {
        return dense / denseRanks + expert / expertRanks;
    }
}
