package org.chokepoint.training;

/**
 * What interruptions and checkpoints cost over productive time. With mean time M between interruptions of the whole run, a
 * checkpoint that takes C to write and R to come back after an interruption, an interval τ loses C/τ to writing and
 * (τ/2 + R)/M to repeated work and restarts; the loss is least at τ = √(2·C·M) (Young 1974, "A first order approximation to
 * the optimum checkpoint interval").
 *
 * @param chipHoursBetween mean chip-hours between interruptions
 * @param restartSeconds time lost at each besides repeated work
 * @param checkpointSeconds time to write a checkpoint
 * @param otherShare further time lost: evaluation, data loading, stragglers
 */
public record Interruptions(
        double chipHoursBetween, double restartSeconds, double checkpointSeconds, double otherShare) {
    /** Mean seconds between interruptions of a run on so many chips. */
    public double secondsBetween(int accelerators) {
        return chipHoursBetween * 3600 / accelerators;
    }

    /** Best checkpoint interval in seconds. */
    public double intervalSeconds(int accelerators) {
        return Math.sqrt(2 * checkpointSeconds * secondsBetween(accelerators));
    }

    /** Time lost over productive time. */
    public double overheadShare(int accelerators) {
        double interval = intervalSeconds(accelerators);
        double between = secondsBetween(accelerators);
        return checkpointSeconds / interval + (interval / 2 + restartSeconds) / between + otherShare;
    }
}
