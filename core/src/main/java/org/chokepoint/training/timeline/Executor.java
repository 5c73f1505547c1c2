package org.chokepoint.training.timeline;

import java.util.Arrays;
import org.chokepoint.training.timeline.Execution.Hold;

/**
 * Runs an order: the longest path through its turns, over arrays. A turn begins when the turn before it on its rank has ended,
 * its input has arrived, its parameters are gathered and the host has come to it; it ends when its compute has, and not
 * before the host has issued its last kernel. Where a rank waits for its sends, so does its host: it issues nothing ahead. No
 * choice depends on times, so no step gets longer where a time gets shorter ({@code TimelineBenchmark}).
 */
public final class Executor {
    private static final byte RANK = (byte) Hold.RANK.ordinal();
    private static final byte INPUT = (byte) Hold.INPUT.ordinal();
    private static final byte GRADIENT = (byte) Hold.GRADIENT.ordinal();
    private static final byte SEND = (byte) Hold.SEND.ordinal();
    private static final byte HOST = (byte) Hold.HOST.ordinal();
    private static final byte DATA = (byte) Hold.DATA.ordinal();
    private static final double NOT_YET = -1;

    private final Order order;
    private final Placement placement;
    private final Times times;
    private final Times.Data data;
    private final Recorder recorder;
    // parts of order and placement, at hand
    private final int[] forward;
    private final int[] backward;
    private final int[] rankOf;
    private final int[] chunkOf;
    private final int microBatches;
    private final boolean[] last;
    private final boolean shardedEach;
    private final boolean hostWaits;
    private final double[] start;
    private final double[] end;
    private final double[] through;
    private final double[] busy;
    private final byte[] cause;
    private final byte[] inside;
    // when inputs and gradients have arrived, by place and micro-batch
    private final double[] input;
    private final double[] gradient;
    // by rank: when compute, host, outgoing link and data-parallel communication are free
    private final double[] compute;
    private final double[] host;
    private final double[] link;
    private final double[] stream;
    // by rank: whether its last send kept it waiting, and communication left for the end
    private final boolean[] sent;
    private final double[] after;
    // by place: when its first unit and all of them are gathered; forwards begun and weight gradients done
    private final double[] firstUnit;
    private final double[] allUnits;
    private final int[] begun;
    private final int[] weighed;

    private Executor(Order order, Times times, Recorder recorder) {
        this.recorder = recorder;
        this.order = order;
        this.placement = order.placement();
        this.times = times;
        this.data = times.data();
        this.forward = order.forward();
        this.backward = order.backward();
        this.rankOf = placement.rank();
        this.chunkOf = placement.chunk();
        this.microBatches = placement.microBatches();
        this.last = placement.last();
        this.shardedEach = data.gatherEach() || data.reduceEach();
        this.hostWaits = times.sendsBlock() && placement.ranks() > 1;
        int turns = order.turns();
        int ranks = placement.ranks();
        int places = placement.places();
        start = new double[turns];
        end = new double[turns];
        through = new double[turns];
        busy = new double[turns];
        cause = new byte[turns];
        inside = new byte[turns];
        input = new double[places * placement.microBatches()];
        gradient = new double[places * placement.microBatches()];
        for (int place = 0; place < places; place++) {
            // ways begin with what is at hand
            int from = placement.at(place, 0);
            int to = placement.at(place + 1, 0);
            Arrays.fill(input, from, to, placement.first(place) ? 0 : NOT_YET);
            Arrays.fill(gradient, from, to, placement.last()[place] ? 0 : NOT_YET);
        }
        compute = data.optimizer().clone();
        stream = data.optimizer().clone();
        host = new double[ranks];
        link = new double[ranks];
        sent = new boolean[ranks];
        after = new double[ranks];
        firstUnit = new double[places];
        allUnits = new double[places];
        begun = new int[places];
        weighed = new int[places];
    }

    /**
     * Runs a step.
     *
     * @throws IllegalStateException if the order waits for itself
     */
    public static Execution run(Order order, Times times) {
        return run(order, times, Recorder.NONE);
    }

    /** Runs a step, and tells a recorder what goes on beside its turns. */
    public static Execution run(Order order, Times times, Recorder recorder) {
        return new Executor(order, times, recorder).run();
    }

    private Execution run() {
        gatherOnce();
        int ranks = placement.ranks();
        int[] next = order.from().clone();
        int left = order.turns();
        boolean down = true;
        while (left > 0) {
            int before = left;
            // activations come down the ranks and gradients up: sweeps go both ways in turn
            for (int i = 0; i < ranks; i++) {
                int rank = down ? i : ranks - 1 - i;
                int limit = order.from()[rank + 1];
                while (next[rank] < limit && arrived(next[rank])) {
                    take(rank, next[rank]++);
                    left--;
                }
            }
            if (left == before) {
                throw new IllegalStateException("The order waits for itself at turn " + next[0] + ".");
            }
            down = !down;
        }
        double seconds = 0;
        for (int rank = 0; rank < ranks; rank++) {
            double last = end[order.from()[rank + 1] - 1];
            double done = Math.max(last, stream[rank]);
            compute[rank] = done + after[rank];
            recorder.rest(rank, done, compute[rank]);
            seconds = Math.max(seconds, compute[rank]);
        }
        int last = ranks - 1;
        double both = Math.max(compute[0], compute[last]);
        recorder.tied(0, both, both + data.tied());
        recorder.tied(last, both, both + data.tied());
        seconds = Math.max(seconds, both + data.tied());
        recorder.norm(seconds, seconds + data.norm());
        return new Execution(order, times, start, end, through, busy, cause, inside, compute, seconds + data.norm());
    }

    /** Behind the optimizer parameters are gathered once, chunk after chunk, unless every turn gathers its own. */
    private void gatherOnce() {
        if (data.gatherEach()) {
            return;
        }
        for (int place = 0; place < placement.places(); place++) {
            int rank = placement.rank()[place];
            int chunk = placement.chunk()[place];
            double gather = data.gather()[chunk];
            firstUnit[place] = stream[rank] + gather / data.units()[chunk];
            recorder.gather(rank, chunk, -1, stream[rank], stream[rank] + gather);
            stream[rank] += gather;
            allUnits[place] = stream[rank];
        }
        if (!data.gatherBeside()) {
            for (int place = 0; place < placement.places(); place++) {
                firstUnit[place] = stream[placement.rank()[place]];
                allUnits[place] = 0;
            }
        }
    }

    private boolean arrived(int turn) {
        int there = forward[turn];
        int back = backward[turn];
        return (there < 0 || input[there] != NOT_YET) && (back < 0 || gradient[back] != NOT_YET);
    }

    private void take(int rank, int index) {
        Turn turn = order.turn(index);
        int there = forward[index];
        int back = backward[index];
        int forwardPlace = there < 0 ? -1 : there / microBatches;
        int backwardPlace = back < 0 ? -1 : back / microBatches;
        int forwardChunk = there < 0 ? -1 : chunkOf[forwardPlace];
        int backwardChunk = back < 0 ? -1 : chunkOf[backwardPlace];

        double begin = compute[rank];
        byte held = sent[rank] ? SEND : RANK;
        if (there >= 0 && input[there] > begin) {
            begin = input[there];
            held = INPUT;
        }
        if (back >= 0 && gradient[back] > begin) {
            begin = gradient[back];
            held = GRADIENT;
        }
        if (host[rank] > begin) {
            begin = host[rank];
            held = HOST;
        }
        boolean gathers = there >= 0 && !data.gatherEach() && begun[forwardPlace]++ == 0;
        if (gathers && firstUnit[forwardPlace] > begin) {
            begin = firstUnit[forwardPlace];
            held = DATA;
        }
        double seconds = times.of(turn, forwardChunk, backwardChunk);
        double done = begin + seconds;
        double passed = turn == Turn.PAIR ? begin + times.passed(turn, forwardChunk, backwardChunk) : done;
        boolean reduces = turn.weighs() && ++weighed[backwardPlace] == microBatches;
        if (shardedEach || reduces || gathers && data.gatherBeside()) {
            done = beside(rank, turn, begin, seconds, forwardPlace, backwardPlace, gathers, reduces);
            passed = done;
        }
        byte slowed = DATA;
        if (hostWaits) {
            host[rank] = Math.max(host[rank], begin);
        }
        double issued = host[rank] + times.host(turn, forwardChunk, backwardChunk);
        recorder.host(rank, index, host[rank], issued);
        host[rank] = issued;
        if (host[rank] > done) {
            done = host[rank];
            slowed = HOST;
        }
        start[index] = begin;
        end[index] = done;
        through[index] = Math.max(passed, issued);
        busy[index] = seconds;
        cause[index] = held;
        inside[index] = slowed;
        compute[rank] = done;
        sent[rank] = false;
        if (there >= 0 && !last[forwardPlace]) {
            int next = forwardPlace + 1;
            input[there + microBatches] = send(rank, index, through[index], forwardPlace, next, forwardPlace);
        }
        if (turn.backwards() && backwardPlace != 0 && !last[backwardPlace - 1]) {
            int before = backwardPlace - 1;
            gradient[back - microBatches] = send(rank, index, done, backwardPlace, before, before);
        }
    }

    /** End of a turn beside which, or within which, parameters are gathered or gradients reduced. */
    private double beside(
            int rank,
            Turn turn,
            double begin,
            double seconds,
            int forwardPlace,
            int backwardPlace,
            boolean gathers,
            boolean reduces) {
        int forwardChunk = forwardPlace < 0 ? -1 : chunkOf[forwardPlace];
        int backwardChunk = backwardPlace < 0 ? -1 : chunkOf[backwardPlace];
        double done = begin + seconds;
        if (shardedEach) {
            done = sharded(rank, turn, begin, seconds, forwardChunk, backwardChunk);
        } else if (reduces) {
            done = reduced(rank, begin, seconds, backwardChunk);
        }
        if (gathers && data.gatherBeside()) {
            double gather = data.gather()[forwardChunk];
            done += data.slowed(seconds, gather, data.units()[forwardChunk]) - seconds;
            done = Math.max(done, allUnits[forwardPlace] + seconds / data.units()[forwardChunk]);
        }
        return done;
    }

    /** When what leaves a place arrives at another. */
    private double send(int rank, int turn, double ready, int from, int to, int hop) {
        if (rankOf[to] == rankOf[from]) {
            return ready;
        }
        double leaves = Math.max(ready, link[rank]);
        double arrives = leaves + times.send()[hop];
        recorder.send(rank, turn, to, leaves, arrives);
        link[rank] = arrives;
        if (times.sendsBlock() && arrives > compute[rank]) {
            sent[rank] = true;
            compute[rank] = arrives;
        }
        return arrives;
    }

    /** End of a turn whose parameters or gradients are sharded. */
    private double sharded(int rank, Turn turn, double begin, double seconds, int forwardChunk, int backwardChunk) {
        int units = data.units()[turn.forwards() ? forwardChunk : backwardChunk];
        double gather = 0;
        if (data.gatherEach()) {
            gather += turn.forwards() ? data.gather()[forwardChunk] : 0;
            gather += turn.backwards() ? data.gather()[backwardChunk] : 0;
        }
        double reduce = turn.weighs() ? data.reduce()[backwardChunk] : 0;
        if (gather + reduce == 0) {
            return begin + seconds;
        }
        FullySharded sharded = new FullySharded(rank, turn.forwards() ? forwardChunk : backwardChunk, recorder);
        boolean held = !turn.forwards();
        double start = begin;
        if (!data.gatherBeside() && gather > 0) {
            start = sharded.gathered(-1, Math.max(stream[rank], begin), held ? gather * (units - 1) / units : gather);
            stream[rank] = start;
            gather = 0;
        }
        double beside = data.reduceBeside() ? reduce : 0;
        double end = start + seconds;
        if (gather + beside > 0) {
            double slowed = data.slowed(seconds, gather + beside, units);
            end = sharded.beside(start, units, slowed, gather, beside, held, stream);
        }
        if (reduce > beside) {
            end = sharded.reduced(-1, Math.max(stream[rank], end), reduce);
            stream[rank] = end;
        }
        return end;
    }

    /** End of the turn in which the last weight gradients of a chunk are made and, unit by unit, reduced. */
    private double reduced(int rank, double begin, double seconds, int chunk) {
        double reduce = data.reduce()[chunk];
        if (!data.reduceBeside()) {
            after[rank] += reduce;
            return begin + seconds;
        }
        int units = data.units()[chunk];
        double done = begin + data.slowed(seconds, reduce, units);
        double ready = Math.max(stream[rank], begin + seconds / units);
        stream[rank] = Math.max(ready + reduce, done + reduce / units);
        recorder.reduce(rank, chunk, -1, stream[rank] - reduce, stream[rank]);
        return done;
    }
}
