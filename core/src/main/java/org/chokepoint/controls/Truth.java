package org.chokepoint.controls;

import java.util.List;

/** Whether a condition holds, in Kleene's logic: unknown is neither, and decides nothing that it can leave open. */
public enum Truth {
    YES,
    NO,
    UNKNOWN;

    static Truth of(boolean holds) {
        return holds ? YES : NO;
    }

    Truth not() {
        return this == UNKNOWN ? UNKNOWN : of(this == NO);
    }

    static Truth all(List<Truth> parts) {
        return parts.contains(NO) ? NO : parts.contains(UNKNOWN) ? UNKNOWN : YES;
    }

    static Truth any(List<Truth> parts) {
        return parts.contains(YES) ? YES : parts.contains(UNKNOWN) ? UNKNOWN : NO;
    }
}
