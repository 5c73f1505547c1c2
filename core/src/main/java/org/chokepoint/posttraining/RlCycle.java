package org.chokepoint.posttraining;

/**
 * What follows one batch of outputs, in seconds of the chips that do it.
 *
 * @param rollout generating them
 * @param reward rewards that nothing hides
 * @param reference forward passes of the reference
 * @param update all updates on them
 * @param transfer moving weights
 * @param updates number of these updates
 */
record RlCycle(Rollout.Result rollout, double reward, double reference, double update, double transfer, int updates) {
    /** Seconds of the chips that roll out; they also reward and look up the reference. */
    private double generating() {
        return rollout.seconds() + reward + reference;
    }

    /** Seconds from one batch to the next. */
    double seconds(Overlap overlap) {
        double hidden = 0;
        if (overlap instanceof Asynchronous a) {
            // updates behind their rollouts by less than a batch of updates leave a part of them to wait for
            hidden = Math.min(1, a.staleness() / (double) updates) * Math.min(generating(), update);
        }
        return generating() + update + transfer - hidden;
    }

    /** Chip time from one batch to the next by {@link RlPart}. */
    double[] chipSeconds(Overlap overlap, int rolloutChips, int trainerChips) {
        double[] chips = new double[RlPart.values().length];
        int all = overlap.rolloutAccelerators() == 0 ? rolloutChips : rolloutChips + trainerChips;
        chips[RlPart.ROLLOUT.ordinal()] = rolloutChips * rollout.steadySeconds();
        chips[RlPart.TAIL.ordinal()] = rolloutChips * (rollout.seconds() - rollout.steadySeconds());
        chips[RlPart.REWARD.ordinal()] = rolloutChips * reward;
        chips[RlPart.REFERENCE.ordinal()] = rolloutChips * reference;
        chips[RlPart.UPDATE.ordinal()] = trainerChips * update;
        chips[RlPart.TRANSFER.ordinal()] = all * transfer;
        if (overlap.rolloutAccelerators() > 0) {
            double busy = 0;
            for (double part : chips) {
                busy += part;
            }
            chips[RlPart.WAITING.ordinal()] = Math.max(0, all * seconds(overlap) - busy);
        }
        return chips;
    }
}
