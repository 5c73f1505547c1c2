package org.chokepoint.serving;

/**
 * One request to a model.
 *
 * @param arrivalSeconds when it is sent, from the begin of the run
 * @param inputTokens tokens of its prompt
 * @param outputTokens tokens of its answer, the first one included
 */
public record Request(double arrivalSeconds, int inputTokens, int outputTokens) {
    public Request {
        if (!(arrivalSeconds >= 0) || Double.isInfinite(arrivalSeconds) || inputTokens < 1 || outputTokens < 1) {
            throw new IllegalArgumentException("a request comes at 0 s or later with a token in and out at least");
        }
    }
}
