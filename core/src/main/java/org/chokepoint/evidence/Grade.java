package org.chokepoint.evidence;

import java.util.Locale;

/** How good a value's source is, best first. */
public enum Grade {
    /** The maker's or author's own text, read. */
    PRIMARY,
    /** Someone else's report of it. */
    SECONDARY,
    /** Arithmetic on graded values. */
    DERIVED,
    /** Somebody's estimate. */
    ESTIMATE,
    /** Ours, without a source that settles it. */
    ASSUMPTION;

    /** Lower-case name as catalog files write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
