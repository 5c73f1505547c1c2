package org.chokepoint.training.timeline;

/**
 * A step as an explicit graph, built from an order and its times without the executor: an event where each turn begins and
 * ends, where the host has issued it, where each send leaves and arrives, where each unit's parameters are gathered, computed
 * and its gradients reduced.
 */
final class StepGraph {
    private final Order order;
    private final Placement placement;
    private final Times times;
    private final Times.Data data;
    private final LongestPath graph = new LongestPath();
    private final int[] begins;
    private final int[] ends;
    private final int[] throughs;
    private final int begin;
    private final int finish;
    private final int tied;

    private StepGraph(Order order, Times times) {
        this.order = order;
        this.placement = order.placement();
        this.times = times;
        this.data = times.data();
        this.begin = graph.event();
        this.finish = graph.event();
        this.tied = graph.event();
        this.begins = new int[order.turns()];
        this.ends = new int[order.turns()];
        this.throughs = new int[order.turns()];
    }

    static double seconds(Order order, Times times) {
        StepGraph step = new StepGraph(order, times);
        for (int rank = 0; rank < order.placement().ranks(); rank++) {
            step.rank(rank);
        }
        step.sends();
        return step.graph.solve()[step.finish] + times.data().norm();
    }

    private int chunk(int entry) {
        return placement.chunk()[order.place(entry)];
    }

    private int after(int event, double seconds) {
        int next = graph.event();
        graph.after(event, next, seconds);
        return next;
    }

    /** Compute, host and data-parallel communication of a rank. */
    private void rank(int rank) {
        int updated = after(begin, data.optimizer()[rank]);
        int compute = updated;
        int host = begin;
        int stream = updated;
        int[] first = new int[placement.places()];
        int[] all = new int[placement.places()];
        if (!data.gatherEach()) {
            for (int place = 0; place < placement.places(); place++) {
                if (placement.rank()[place] == rank) {
                    double seconds = data.gather()[placement.chunk()[place]];
                    first[place] =
                            after(stream, seconds / data.units()[placement.chunk()[place]]);
                    all[place] = after(stream, seconds);
                    stream = all[place];
                }
            }
        }
        int gathered = stream;
        int reduced = stream;
        double behind = 0;
        boolean[] begun = new boolean[placement.places()];
        int[] weighed = new int[placement.places()];
        for (int turn = order.from()[rank]; turn < order.from()[rank + 1]; turn++) {
            Turn what = order.turn(turn);
            int start = after(compute, 0);
            int end = after(start, 0);
            graph.after(host, start, 0);
            double issuing = times.host(what, forwardChunk(turn), backwardChunk(turn));
            host = after(host, issuing);
            if (times.sendsBlock() && placement.ranks() > 1) {
                graph.after(start, host, issuing);
            }
            graph.after(host, end, 0);
            double seconds = times.of(what, forwardChunk(turn), backwardChunk(turn));
            int place = what.forwards() ? order.place(order.forward()[turn]) : -1;
            boolean gathers = place >= 0 && !data.gatherEach() && !begun[place];
            boolean last = what.weighs() && ++weighed[order.place(order.backward()[turn])] == placement.microBatches();
            if (gathers) {
                begun[place] = true;
                graph.after(data.gatherBeside() ? first[place] : gathered, start, 0);
            }
            double slower = 0;
            if (gathers && data.gatherBeside()) {
                double gather = data.gather()[forwardChunk(turn)];
                slower = slower(seconds, gather, data.units()[forwardChunk(turn)]);
                graph.after(all[place], end, seconds / data.units()[forwardChunk(turn)]);
            }
            if (data.gatherEach() || data.reduceEach()) {
                reduced = sharded(turn, what, start, end, reduced, seconds, slower);
            } else if (last) {
                int chunk = backwardChunk(turn);
                double reduce = data.reduce()[chunk];
                int units = data.units()[chunk];
                if (data.reduceBeside()) {
                    slower += slower(seconds, reduce, units);
                    int own = after(start, seconds + slower(seconds, reduce, units));
                    int next = after(reduced, reduce);
                    graph.after(start, next, seconds / units + reduce);
                    graph.after(own, next, reduce / units);
                    reduced = next;
                } else {
                    behind += reduce;
                }
                graph.after(start, end, seconds + slower);
            } else {
                graph.after(start, end, seconds + slower);
            }
            begins[turn] = start;
            ends[turn] = end;
            boolean plain = what == Turn.PAIR && !gathers && !last && !data.gatherEach() && !data.reduceEach();
            throughs[turn] = end;
            if (plain) {
                // nothing but the host holds the forward's half up
                throughs[turn] = after(start, times.passed(what, forwardChunk(turn), backwardChunk(turn)));
                graph.after(host, throughs[turn], 0);
            }
            compute = end;
        }
        graph.after(compute, finish, behind);
        graph.after(reduced, finish, behind);
        if (rank == 0 || rank == placement.ranks() - 1) {
            graph.after(compute, tied, behind);
            graph.after(reduced, tied, behind);
            graph.after(tied, finish, data.tied());
        }
    }

    private int forwardChunk(int turn) {
        return order.forward()[turn] < 0 ? -1 : chunk(order.forward()[turn]);
    }

    private int backwardChunk(int turn) {
        return order.backward()[turn] < 0 ? -1 : chunk(order.backward()[turn]);
    }

    /** Unit by unit; returns when the communication stream is free. */
    private int sharded(int turn, Turn what, int start, int end, int stream, double seconds, double more) {
        int units = data.units()[what.forwards() ? forwardChunk(turn) : backwardChunk(turn)];
        double gather = 0;
        gather += data.gatherEach() && what.forwards() ? data.gather()[forwardChunk(turn)] : 0;
        gather += data.gatherEach() && what.backwards() ? data.gather()[backwardChunk(turn)] : 0;
        double reduce = what.weighs() ? data.reduce()[backwardChunk(turn)] : 0;
        if (gather + reduce == 0) {
            graph.after(start, end, seconds + more);
            return stream;
        }
        int free = stream;
        int computed = start;
        if (gather > 0 && !data.gatherBeside()) {
            // the backward finds its first unit from the forward
            double fetched = what.forwards() ? gather : gather - gather / units;
            computed = after(start, fetched);
            graph.after(free, computed, fetched);
            free = computed;
            gather = 0;
        }
        double behind = data.reduceBeside() ? 0 : reduce;
        reduce -= behind;
        double each = (seconds + slower(seconds, gather + reduce, units)) / units;
        int arrived = computed;
        if (gather > 0 && what.forwards()) {
            arrived = after(free, gather / units);
            graph.after(computed, arrived, gather / units);
            free = arrived;
        }
        for (int unit = 0; unit < units; unit++) {
            int begins = after(computed, 0);
            graph.after(arrived, begins, 0);
            if (gather > 0 && unit + 1 < units) {
                arrived = after(begins, gather / units);
                graph.after(free, arrived, gather / units);
                free = arrived;
            }
            computed = after(begins, each);
            if (reduce > 0) {
                int out = after(computed, reduce / units);
                graph.after(free, out, reduce / units);
                free = out;
            }
        }
        if (behind > 0) {
            int reduced = after(computed, behind);
            graph.after(free, reduced, behind);
            free = reduced;
            computed = reduced;
        }
        graph.after(computed, end, more);
        return free;
    }

    /** While communication takes a share of the chip's units, compute goes on with the rest; one part runs by itself. */
    private double slower(double compute, double communication, int parts) {
        double meanwhile = communication * (1 - data.taken());
        double more = meanwhile < compute ? communication - meanwhile : compute / (1 - data.taken()) - compute;
        return more - more / parts;
    }

    /** What a rank sends leaves it one after the other. */
    private void sends() {
        int[] forwardOf = new int[placement.places() * placement.microBatches()];
        int[] gradientOf = new int[forwardOf.length];
        for (int turn = 0; turn < order.turns(); turn++) {
            if (order.turn(turn).forwards()) {
                forwardOf[order.forward()[turn]] = turn;
            }
            if (order.turn(turn).backwards()) {
                gradientOf[order.backward()[turn]] = turn;
            }
        }
        for (int rank = 0; rank < placement.ranks(); rank++) {
            int link = begin;
            int last = order.from()[rank + 1] - 1;
            for (int turn = order.from()[rank]; turn <= last; turn++) {
                int next = turn < last ? begins[turn + 1] : -1;
                if (order.turn(turn).forwards()) {
                    int entry = order.forward()[turn];
                    int place = order.place(entry);
                    if (!placement.last()[place]) {
                        int to = begins[forwardOf[entry + placement.microBatches()]];
                        link = sent(throughs[turn], place, place + 1, place, to, next, link);
                    }
                }
                if (order.turn(turn).backwards()) {
                    int entry = order.backward()[turn];
                    int place = order.place(entry);
                    if (!placement.first(place)) {
                        int to = begins[gradientOf[entry - placement.microBatches()]];
                        link = sent(ends[turn], place, place - 1, place - 1, to, next, link);
                    }
                }
            }
        }
    }

    private int sent(int ready, int from, int to, int hop, int receiver, int next, int link) {
        if (placement.rank()[from] == placement.rank()[to]) {
            graph.after(ready, receiver, 0);
            return link;
        }
        int arrives = after(ready, times.send()[hop]);
        graph.after(link, arrives, times.send()[hop]);
        graph.after(arrives, receiver, 0);
        if (times.sendsBlock() && next >= 0) {
            graph.after(arrives, next, 0);
        }
        return arrives;
    }
}
