package org.chokepoint.serving;

/**
 * Sums over the run of an instance, or of several.
 *
 * @param iterations iterations
 * @param preemptions sequences that lost their cache since it was full
 * @param busySeconds time in iterations
 * @param presentSeconds request-seconds: the integral over time of requests that wait or run
 * @param cacheSeconds block-seconds: the integral over busy time of blocks in use
 * @param peakBlocks most blocks in use at once in an instance
 * @param promptTokens tokens of prompts that were worked on, those again after preemption included
 * @param generatedTokens tokens that were given out
 * @param longestGapSeconds longest time between two tokens of a sequence that ran on
 */
public record InstanceTotals(
        long iterations,
        long preemptions,
        double busySeconds,
        double presentSeconds,
        double cacheSeconds,
        int peakBlocks,
        long promptTokens,
        long generatedTokens,
        double longestGapSeconds) {

    static InstanceTotals sum(Iterable<InstanceTotals> instances) {
        InstanceTotals sum = new InstanceTotals(0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (InstanceTotals each : instances) {
            sum = sum.plus(each);
        }
        return sum;
    }

    private InstanceTotals plus(InstanceTotals other) {
        return new InstanceTotals(
                iterations + other.iterations,
                preemptions + other.preemptions,
                busySeconds + other.busySeconds,
                presentSeconds + other.presentSeconds,
                cacheSeconds + other.cacheSeconds,
                Math.max(peakBlocks, other.peakBlocks),
                promptTokens + other.promptTokens,
                generatedTokens + other.generatedTokens,
                Math.max(longestGapSeconds, other.longestGapSeconds));
    }
}
