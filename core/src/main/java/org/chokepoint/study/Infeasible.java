package org.chokepoint.study;

import java.util.List;

/** A valid question without a feasible answer: what stands in the way, and the nearest feasible change. */
public final class Infeasible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String nearest;
    private final transient List<String> notes;

    /**
     * @param what why there is no feasible answer, a sentence
     * @param nearest the nearest change that makes it feasible, the rest of a sentence that begins with "Nearest:"
     * @param notes what was assumed or not understood of the question
     */
    public Infeasible(String what, String nearest, List<String> notes) {
        super(what + "\nNearest: " + nearest, null, false, false);
        this.what = what;
        this.nearest = nearest;
        this.notes = List.copyOf(notes);
    }

    /** Why there is no feasible answer. */
    public String what() {
        return what;
    }

    /** The nearest feasible change. */
    public String nearest() {
        return nearest;
    }

    /** What was assumed or not understood of the question. */
    public List<String> notes() {
        return notes;
    }
}
