package org.chokepoint.serving;

/**
 * The part of a run that counts, so that filling up and running dry may be left out.
 *
 * @param first share of the run's time that is left out at its begin
 * @param last share that is left out at its end
 */
public record Window(double first, double last) {
    /** All of the run, as benchmark clients count. */
    public static final Window ALL = new Window(0, 0);

    public Window {
        if (!(first >= 0) || !(last >= 0) || first + last >= 1) {
            throw new IllegalArgumentException("something of the run has to be left");
        }
    }
}
