package org.chokepoint.serving;

/**
 * What a pool did, over the whole run.
 *
 * @param instances instances
 * @param iterations iterations of all
 * @param preemptions sequences that lost their cache since it was full
 * @param utilisation share of the run's time in which an instance iterates, mean over instances
 * @param concurrency mean requests that wait or run, of all
 * @param cacheShare mean share of a cache's blocks in use
 * @param cachePeakShare most of a cache's blocks in use at once
 * @param longestGapSeconds longest time between two tokens of a sequence that was not preempted
 */
public record PoolStatistics(
        int instances,
        long iterations,
        long preemptions,
        double utilisation,
        double concurrency,
        double cacheShare,
        double cachePeakShare,
        double longestGapSeconds) {

    static PoolStatistics of(Pool pool, InstanceTotals totals, double spanSeconds) {
        double instanceSeconds = pool.instances() * spanSeconds;
        double blocks = pool.scheduler().cacheBlocks();
        return new PoolStatistics(
                pool.instances(),
                totals.iterations(),
                totals.preemptions(),
                totals.busySeconds() / instanceSeconds,
                totals.presentSeconds() / spanSeconds,
                totals.cacheSeconds() / instanceSeconds / blocks,
                totals.peakBlocks() / blocks,
                totals.longestGapSeconds());
    }
}
