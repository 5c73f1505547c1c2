package org.chokepoint.serving;

/**
 * A deployment at work.
 *
 * @param deployment its layouts
 * @param operation all its instances together
 * @param outputTokensPerSecond tokens that all of it generates
 */
public record ServingPoint(Deployment deployment, Operation operation, double outputTokensPerSecond) {
    /** Output tokens a second for each chip. */
    public double perAccelerator() {
        return outputTokensPerSecond / deployment.accelerators();
    }

    /** Output tokens a second that one user sees. */
    public double perUser() {
        return 1 / operation.tpotSeconds();
    }
}
