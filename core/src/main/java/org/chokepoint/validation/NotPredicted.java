package org.chokepoint.validation;

/** Says why a row has no prediction: it lacks something, or it is of a kind that no model of ours describes. */
final class NotPredicted extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotPredicted(String because) {
        super(because, null, false, false);
    }
}
