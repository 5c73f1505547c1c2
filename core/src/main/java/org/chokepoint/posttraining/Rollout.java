package org.chokepoint.posttraining;

import org.chokepoint.serving.IterationTime;

/**
 * Outputs generated with one policy by a number of equal instances. Derived in {@code docs/model/posttraining.md}.
 *
 * @param time seconds of an iteration of an instance
 * @param tokensPerIteration tokens of a sequence that an iteration yields
 * @param mostLive sequences that an instance has under way at most
 * @param passTokens tokens of prompts that an instance takes in at once
 */
public record Rollout(IterationTime time, double tokensPerIteration, int mostLive, int passTokens) {
    /** Refills of an instance that are followed one by one; the rest of a longer queue goes at the pace of full instances. */
    private static final int FOLLOWED = 8;

    /**
     * What generating takes.
     *
     * @param tokens tokens generated
     * @param seconds from the first prompt to the last token
     * @param steadySeconds what it would take instances that are always full
     * @param idleShare share of instances' time in which they have nothing left to do
     * @param meanLive sequences that an instance has under way on average
     * @param meanCached tokens that each of these has in its cache on average
     */
    public record Result(
            double tokens, double seconds, double steadySeconds, double idleShare, double meanLive, double meanCached) {
        /** Seconds beyond those of full instances: the last outputs run with few beside them. */
        public double tailSeconds() {
            return Math.max(0, seconds - steadySeconds);
        }
    }

    /** All outputs of a batch, which is done when its longest is. */
    public Result batch(OutputLengths lengths, double promptTokens, int outputs, int instances) {
        int own = (outputs + instances - 1) / instances;
        double[] typical = lengths.sorted(own);
        double[] slowest = typical.clone();
        double[] all = lengths.sorted(outputs);
        slowest[own - 1] = all[outputs - 1];
        double prompts = prompts(promptTokens, own);
        double steady = steady(lengths, promptTokens, outputs, instances).seconds();
        double usual = prompts + drained(typical, promptTokens, steady - prompts);
        double seconds = prompts + drained(slowest, promptTokens, steady - prompts);
        double idle = instances == 1 ? 0 : (1 - usual / seconds) * (instances - 1) / instances;
        double iterations = Math.max(all[outputs - 1], own * lengths.mean() / mostLive);
        double live = own * lengths.mean() / iterations;
        double cached = promptTokens + lengths.pairLength(0) / 2;
        return new Result(
                outputs * lengths.mean(), seconds, Math.min(seconds, steady), Math.max(0, idle), live, cached);
    }

    /** So many outputs of instances that are always full: outputs that end are replaced, and nobody waits for the last. */
    public Result steady(OutputLengths lengths, double promptTokens, double outputs, int instances) {
        double own = outputs / instances;
        int live = (int) Math.max(1, Math.min(mostLive, Math.floor(own)));
        double done = (lengths.pairLength(0) / 2 + promptTokens) * live;
        double pace = live * tokensPerIteration / time.seconds(live, done, 0, 0);
        double seconds = own * lengths.mean() / pace + prompts(promptTokens, own);
        return new Result(outputs * lengths.mean(), seconds, seconds, 0, live, done / live);
    }

    /** Seconds in which an instance takes in prompts. */
    private double prompts(double promptTokens, double outputs) {
        return new ForwardPass(time, passTokens).seconds(outputs * promptTokens, promptTokens);
    }

    private double drained(double[] sorted, double promptTokens, double steadySeconds) {
        Drain drain = new Drain(time, tokensPerIteration, promptTokens);
        int followed = (int) Math.min(sorted.length, (long) FOLLOWED * mostLive);
        double[] some = new double[followed];
        for (int i = 0; i < followed; i++) {
            some[i] = sorted[(int) ((i + 0.5) * sorted.length / followed)];
        }
        some[followed - 1] = sorted[sorted.length - 1];
        double rest = 1 - (double) followed / sorted.length;
        return drain.seconds(Drain.mixed(some, mostLive), mostLive) + rest * steadySeconds;
    }
}
