package org.chokepoint.training.timeline;

/**
 * How a rank spends a step; the parts add up to it.
 *
 * @param turns seconds in turns of its schedule, without what held them up
 * @param optimizer seconds of the optimizer
 * @param sends seconds in which it waited for its own sends
 * @param host seconds in which it waited for the host
 * @param data seconds in which it waited for data-parallel communication
 * @param waiting seconds in which it waited for other ranks: filling and draining, uneven stages, sends under way
 */
public record RankTime(double turns, double optimizer, double sends, double host, double data, double waiting) {
    /** Times of a rank. */
    public static RankTime of(Execution e, int rank) {
        double before = e.times().data().optimizer()[rank];
        double turns = 0;
        double sends = 0;
        double host = 0;
        double data = 0;
        for (int turn = e.order().from()[rank]; turn < e.order().from()[rank + 1]; turn++) {
            double gap = e.start()[turn] - before;
            double inside = e.end()[turn] - e.start()[turn] - e.busy()[turn];
            boolean slowedByHost = Execution.Hold.of(e.inside()[turn]) == Execution.Hold.HOST;
            turns += e.busy()[turn];
            host += slowedByHost ? inside : 0;
            data += slowedByHost ? 0 : inside;
            switch (e.cause(turn)) {
                case SEND:
                    sends += gap;
                    break;
                case HOST:
                    host += gap;
                    break;
                case DATA:
                    data += gap;
                    break;
                default:
                    break;
            }
            before = e.end()[turn];
        }
        data += e.finish()[rank] - before + e.tied(rank) + e.times().data().norm();
        double optimizer = e.times().data().optimizer()[rank];
        double waiting = e.seconds() - turns - optimizer - sends - host - data;
        return new RankTime(turns, optimizer, sends, host, data, waiting);
    }
}
