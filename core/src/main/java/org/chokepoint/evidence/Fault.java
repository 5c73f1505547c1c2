package org.chokepoint.evidence;

/**
 * An error in what the user gave, with its place and remedy. Shown as {@code where: what} and a second line beginning
 * with "Maybe".
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Location at;
    private final String what;
    private final String maybe;

    /**
     * @param at place of the error
     * @param what a sentence: what is wrong and what was expected
     * @param maybe the rest of a sentence that begins with "Maybe": the remedy
     */
    public Fault(Location at, String what, String maybe) {
        super(at + ": " + what + "\nMaybe " + maybe, null, false, false);
        this.at = at;
        this.what = what;
        this.maybe = maybe;
    }

    /** Place of the error. */
    public Location at() {
        return at;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }

    /** The remedy, without "Maybe". */
    public String maybe() {
        return maybe;
    }
}
