package org.chokepoint.study;

import org.chokepoint.evidence.Explanation;

/** Explains numbers of an answer. */
public final class Explainer {
    private Explainer() {}

    /** How the number with a path came about. */
    public static Explanation explain(Object answer, String path) {
        throw new UnsupportedOperationException();
    }
}
