package org.chokepoint.training;

import org.chokepoint.machine.Group;
import org.chokepoint.training.Span.Kind;
import org.chokepoint.training.StepCosting.Laid;
import org.chokepoint.training.timeline.Execution;
import org.chokepoint.training.timeline.Executor;
import org.chokepoint.training.timeline.Order;
import org.chokepoint.training.timeline.Placement;
import org.chokepoint.training.timeline.Recorder;
import org.chokepoint.training.timeline.Times;
import org.chokepoint.training.timeline.Turn;

/**
 * An executed step as stretches on the lanes of its ranks: turn by turn, or down to the pieces of layers. A turn takes the same
 * in both; sends, gathers, reductions and the host come from the execution itself ({@code TimelineBenchmark}).
 */
public final class StepTrace {
    private final StepCosting costing;
    private final Laid laid;
    private final Order order;
    private final Times times;
    private final Placement placement;
    private final Execution execution;
    // ways that end before each place
    private final int[] way;

    StepTrace(StepCosting costing, Laid laid, Order order, Times times) {
        this.costing = costing;
        this.laid = laid;
        this.order = order;
        this.times = times;
        this.placement = order.placement();
        this.execution = Executor.run(order, times);
        this.way = new int[placement.places()];
        for (int place = 1; place < way.length; place++) {
            way[place] = way[place - 1] + (placement.last()[place - 1] ? 1 : 0);
        }
    }

    /** Length of the step. */
    public double seconds() {
        return execution.seconds();
    }

    /** Micro-batches that were run: fewer than asked for where there are very many. */
    public int microBatches() {
        return placement.microBatches() * (way[placement.places() - 1] + 1);
    }

    /** Tells each turn of every rank, and what goes on beside. */
    public void turns(Span.Listener out) {
        beside(out);
        for (int rank = 0; rank < placement.ranks(); rank++) {
            for (int turn = order.from()[rank]; turn < order.from()[rank + 1]; turn++) {
                Turn what = order.turn(turn);
                int there = microBatch(order.forward()[turn]);
                int back = microBatch(order.backward()[turn]);
                int first = there < 0 ? back : there;
                int other = there < 0 ? -1 : back;
                double start = execution.start()[turn];
                double end = execution.end()[turn];
                out.span(rank, Lane.COMPUTE, Kind.valueOf(what.name()), what.mark(), first, other, start, end);
            }
        }
    }

    /** Tells each piece of every layer, and what goes on beside. */
    public void pieces(Span.Listener out) {
        beside(out);
        ChunkPieces[] chunks = new ChunkPieces[laid.chunks().length];
        PairTime.Legs[] legs = new PairTime.Legs[chunks.length];
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            chunks[chunk] = new ChunkPieces(costing.parts(laid, chunk));
            legs[chunk] = PairTime.Legs.of(costing.parts(laid, chunk));
        }
        TurnPieces pieces = new TurnPieces(out);
        for (int rank = 0; rank < placement.ranks(); rank++) {
            for (int turn = order.from()[rank]; turn < order.from()[rank + 1]; turn++) {
                double start = execution.start()[turn];
                double busy = execution.busy()[turn];
                pieces.begin(rank, start, busy > 0 ? (execution.end()[turn] - start) / busy : 1);
                lay(turn, chunks, legs, pieces);
            }
        }
    }

    private void lay(int turn, ChunkPieces[] chunks, PairTime.Legs[] legs, TurnPieces pieces) {
        int there = order.forward()[turn];
        int back = order.backward()[turn];
        int forwardChunk = there < 0 ? -1 : placement.chunk()[order.place(there)];
        int backwardChunk = back < 0 ? -1 : placement.chunk()[order.place(back)];
        int forward = microBatch(there);
        int backward = microBatch(back);
        switch (order.turn(turn)) {
            case FORWARD:
                pieces.forward(chunks[forwardChunk], forward);
                break;
            case BACKWARD:
                pieces.backward(chunks[backwardChunk], backward);
                break;
            case INPUT_GRADIENT:
                pieces.inputGradient(chunks[backwardChunk], backward);
                break;
            case WEIGHT_GRADIENT:
                pieces.weightGradient(chunks[backwardChunk], backward);
                break;
            default:
                if (!laid.hides(laid.chunks()[forwardChunk], laid.chunks()[backwardChunk])) {
                    pieces.forward(chunks[forwardChunk], forward);
                    pieces.backward(chunks[backwardChunk], backward);
                    break;
                }
                double slower = costing.besideFactor(laid.strategy());
                PairTime.of(legs[forwardChunk], legs[backwardChunk], slower, (isForward, exchange, leg, start, end) -> {
                    ChunkPieces chunk = chunks[isForward ? forwardChunk : backwardChunk];
                    pieces.leg(chunk, isForward ? forward : backward, isForward, exchange, leg, start, slower);
                });
        }
    }

    /** Number of a micro-batch; those of a second way go on counting. */
    private int microBatch(int entry) {
        return entry < 0 ? -1 : way[order.place(entry)] * placement.microBatches() + order.microBatch(entry);
    }

    private void beside(Span.Listener out) {
        for (int rank = 0; rank < placement.ranks(); rank++) {
            double optimizer = times.data().optimizer()[rank];
            if (optimizer > 0) {
                out.span(rank, Lane.COMPUTE, Kind.OPTIMIZER, "optimizer of the step before", -1, -1, 0, optimizer);
            }
        }
        Executor.run(order, times, new Beside(out));
    }

    /** What goes on beside the turns. */
    private final class Beside implements Recorder {
        private final Span.Listener out;

        Beside(Span.Listener out) {
            this.out = out;
        }

        @Override
        public void host(int rank, int turn, double start, double end) {
            if (end > start) {
                String name = "issue " + order.turn(turn).mark();
                int there = microBatch(order.forward()[turn]);
                int back = microBatch(order.backward()[turn]);
                out.span(rank, Lane.HOST, Kind.HOST, name, there < 0 ? back : there, there < 0 ? -1 : back, start, end);
            }
        }

        @Override
        public void send(int rank, int turn, int to, double start, double end) {
            boolean near = laid.layout().near(rank, placement.rank()[to]);
            Lane lane = near ? Lane.SCALE_UP : Lane.SCALE_OUT;
            boolean activation = order.forward()[turn] >= 0 && order.place(order.forward()[turn]) + 1 == to;
            int entry = activation ? order.forward()[turn] : order.backward()[turn];
            String name = (activation ? "send activation to rank " : "send gradient to rank ")
                    + placement.rank()[to];
            out.span(rank, lane, Kind.COMMUNICATION, name, microBatch(entry), -1, start, end);
        }

        @Override
        public void gather(int rank, int chunk, int unit, double start, double end) {
            data(rank, "gather parameters", chunk, unit, start, end);
        }

        @Override
        public void reduce(int rank, int chunk, int unit, double start, double end) {
            data(rank, "reduce gradients", chunk, unit, start, end);
        }

        @Override
        public void rest(int rank, double start, double end) {
            data(rank, "reduce gradients behind the last turn", start, end);
        }

        @Override
        public void tied(int rank, double start, double end) {
            if (end > start) {
                Lane lane = laid.layout().ends().domains() > 1 ? Lane.SCALE_OUT : Lane.SCALE_UP;
                String name = "sum gradients of the tied embedding";
                out.span(rank, lane, Kind.COMMUNICATION, name, -1, -1, start, end);
            }
        }

        @Override
        public void norm(double start, double end) {
            for (int rank = 0; rank < placement.ranks(); rank++) {
                data(rank, "sum the gradients' norm", start, end);
            }
        }

        private void data(int rank, String what, int chunk, int unit, double start, double end) {
            data(rank, what + " of chunk " + chunk + (unit < 0 ? "" : ", unit " + unit), start, end);
        }

        private void data(int rank, String name, double start, double end) {
            if (end > start) {
                Group own = laid.layout().data();
                Group group = laid.mirrored() ? laid.layout().mirrored(own, rank) : own;
                Lane data = group.domains() > 1 ? Lane.SCALE_OUT : Lane.SCALE_UP;
                out.span(rank, data, Kind.COMMUNICATION, name, -1, -1, start, end);
            }
        }
    }
}
