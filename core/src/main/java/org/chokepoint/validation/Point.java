package org.chokepoint.validation;

/**
 * A place in the space of parameters.
 *
 * @param logs logarithms of the values of all parameters
 * @param predicted logarithms of predictions, of which those in use count
 */
record Point(double[] logs, double[] predicted) {
    /** The largest difference of a parameter's logarithm. */
    double distance(Point other) {
        double largest = 0;
        for (int p = 0; p < logs.length; p++) {
            largest = Math.max(largest, Math.abs(logs[p] - other.logs[p]));
        }
        return largest;
    }
}
