package org.chokepoint.controls;

import java.util.Optional;

/**
 * Days, both ends included.
 *
 * @param from first day, ISO 8601
 * @param until last day; absent while there is no end in sight
 */
public record Period(String from, Optional<String> until) {
    /** Whether a day lies in it. */
    public boolean contains(String day) {
        return from.compareTo(day) <= 0
                && until.map(end -> day.compareTo(end) <= 0).orElse(true);
    }

    boolean overlaps(Period other) {
        return contains(other.from) || other.contains(from);
    }

    @Override
    public String toString() {
        return from + until.map(end -> " to " + end).orElse(" on");
    }
}
