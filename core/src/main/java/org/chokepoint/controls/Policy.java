package org.chokepoint.controls;

/** What a rule demands of a transaction, from nothing to most. */
public enum Policy {
    NO_LICENCE("no licence", false),
    EXCEPTION("licence, or an exception without notice", false),
    NOTIFICATION("licence, or an exception after notice", false),
    /** A licence, and nothing is said of how applications are reviewed. */
    LICENCE("licence, policy not stated", true),
    PRESUMPTION_OF_APPROVAL("licence, presumption of approval", true),
    CASE_BY_CASE("licence, case by case", true),
    DISCOURAGED("import discouraged", true),
    PRESUMPTION_OF_DENIAL("licence, presumption of denial", true),
    DENIAL("licence, denied", true),
    PROHIBITED("import barred", true);

    private final String words;
    private final boolean stops;

    Policy(String words, boolean stops) {
        this.words = words;
        this.stops = stops;
    }

    /** As people say it. */
    public String words() {
        return words;
    }

    /** Whether goods wait for somebody's leave. */
    public boolean stops() {
        return stops;
    }

    /** The stricter of two. */
    public Policy stricter(Policy other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
