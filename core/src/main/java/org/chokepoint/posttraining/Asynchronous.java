package org.chokepoint.posttraining;

/**
 * Rollouts run on beside updates, and take over a policy when it comes.
 *
 * @param rolloutAccelerators chips that roll out; the others update
 * @param staleness updates by which the policy that generated may be behind
 */
public record Asynchronous(int rolloutAccelerators, int staleness) implements Overlap {
    public Asynchronous {
        if (rolloutAccelerators < 1 || staleness < 1) {
            throw new IllegalArgumentException("some chips roll out, with a policy of some steps ago.");
        }
    }
}
