package org.chokepoint.validation.log;

/**
 * What a timer shows for an iteration.
 *
 * @param least seconds of the fastest rank
 * @param most seconds of the slowest rank
 * @param across whether the log has both; else they are the same
 */
public record Timer(double least, double most, boolean across) {
    /** A timer of which one number is known. */
    static Timer one(double seconds) {
        return new Timer(seconds, seconds, false);
    }

    /** The same with the time of one more rank. */
    Timer and(double seconds) {
        return new Timer(Math.min(least, seconds), Math.max(most, seconds), true);
    }
}
