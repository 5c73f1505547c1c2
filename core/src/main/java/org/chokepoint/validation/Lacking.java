package org.chokepoint.validation;

/** Why nothing can be predicted for a row. */
final class Lacking extends Exception {
    private static final long serialVersionUID = 1L;

    Lacking(String why) {
        super(why, null, false, false);
    }
}
