package org.chokepoint.training;

import java.util.List;

/**
 * A forward and a backward of different micro-batches that run through each other on one rank (DeepSeek-V3 report, section
 * 3.2.1, figure 4). Each is a row of legs: compute, then an exchange. Compute takes legs of both in turn, each backward leg with
 * its weight gradients behind it; exchanges follow each other on the links in the same order. While one waits for its exchange,
 * the other computes.
 *
 * @param seconds length of the pair
 * @param forward seconds after which the forward is through
 */
record PairTime(double seconds, double forward) {

    /** Legs of a chunk in order of the forward; exchange i lies between legs i and i + 1. */
    record Legs(
            double[] forward,
            double[] inputGradient,
            double[] weightGradient,
            double[] exchangeForward,
            double[] exchangeBackward) {

        static Legs of(List<StepCosting.Placed> parts) {
            int exchanges = 0;
            for (StepCosting.Placed part : parts) {
                for (Piece piece : part.costs().pieces()) {
                    exchanges += piece.exchange() ? 1 : 0;
                }
            }
            Legs legs = new Legs(
                    new double[exchanges + 1],
                    new double[exchanges + 1],
                    new double[exchanges + 1],
                    new double[exchanges],
                    new double[exchanges]);
            int leg = 0;
            for (StepCosting.Placed part : parts) {
                for (Piece piece : part.costs().pieces()) {
                    double again = part.recomputes() ? piece.recompute() : 0;
                    if (piece.exchange()) {
                        legs.exchangeForward[leg] = piece.forward();
                        legs.exchangeBackward[leg] = piece.inputGradient() + again;
                        leg++;
                    } else {
                        legs.forward[leg] += piece.forward();
                        legs.inputGradient[leg] += piece.inputGradient() + again;
                        legs.weightGradient[leg] += piece.weightGradient();
                    }
                }
            }
            return legs;
        }
    }

    /** Hears of each leg and exchange as it is placed. */
    interface Listener {
        /** Hears nothing. */
        Listener NONE = (forward, exchange, index, start, end) -> {};

        /**
         * Something is placed.
         *
         * @param forward whether it belongs to the forward
         * @param exchange whether it is an exchange
         * @param index of the leg or exchange
         */
        void placed(boolean forward, boolean exchange, int index, double start, double end);
    }

    /**
     * Runs a pair.
     *
     * @param there legs of the forward
     * @param back legs of the backward, which takes them in reverse
     * @param beside factor by which compute slows
     */
    static PairTime of(Legs there, Legs back, double beside, Listener listener) {
        int forwards = there.forward.length;
        int backwards = back.forward.length;
        double compute = 0;
        double links = 0;
        double forwardReady = 0;
        double backwardReady = 0;
        for (int i = 0; i < Math.max(forwards, backwards); i++) {
            if (i < forwards) {
                double start = Math.max(compute, forwardReady);
                compute = start + beside * there.forward[i];
                listener.placed(true, false, i, start, compute);
                forwardReady = compute;
                if (i + 1 < forwards) {
                    double sent = Math.max(links, compute);
                    links = sent + there.exchangeForward[i];
                    listener.placed(true, true, i, sent, links);
                    forwardReady = links;
                }
            }
            if (i < backwards) {
                int leg = backwards - 1 - i;
                double start = Math.max(compute, backwardReady);
                double gradient = start + beside * back.inputGradient[leg];
                compute = gradient + beside * back.weightGradient[leg];
                listener.placed(false, false, leg, start, compute);
                backwardReady = compute;
                if (leg > 0) {
                    // weight gradients fill the time of the exchange
                    double sent = Math.max(links, gradient);
                    links = sent + back.exchangeBackward[leg - 1];
                    listener.placed(false, true, leg - 1, sent, links);
                    backwardReady = links;
                }
            }
        }
        return new PairTime(Math.max(compute, Math.max(forwardReady, backwardReady)), forwardReady);
    }
}
