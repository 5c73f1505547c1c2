package org.chokepoint.validation;

/** Hears how far a fit has come, and can stop it. Called from the thread that asked for the fit. */
@FunctionalInterface
public interface Watch {
    /** Hears nothing and stops nothing. */
    Watch NONE = (share, doing) -> true;

    /**
     * Called after every derivative.
     *
     * @param share part that is done of what {@code doing} names, 0 to 1
     * @param doing what is being done
     * @return whether to go on; if not, the fit ends with a {@link java.util.concurrent.CancellationException}
     */
    boolean goOn(double share, String doing);
}
