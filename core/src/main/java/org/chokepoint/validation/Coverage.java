package org.chokepoint.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which sources measured which chip families and stacks, so that what only one source knows can be told apart. */
final class Coverage {
    private final Map<String, Set<String>> families = new LinkedHashMap<>();
    private final Map<String, Set<String>> stacks = new LinkedHashMap<>();

    private Coverage() {}

    static Coverage of(List<Measured> rows) {
        Coverage coverage = new Coverage();
        for (Measured each : rows) {
            if (each.scored()) {
                String source = each.outcome().source();
                coverage.families
                        .computeIfAbsent(each.family(), family -> new LinkedHashSet<>())
                        .add(source);
                coverage.stacks
                        .computeIfAbsent(each.stack(), stack -> new LinkedHashSet<>())
                        .add(source);
            }
        }
        return coverage;
    }

    /** Whether other sources measured the row's chip family, and others its stack. */
    boolean covers(Measured row) {
        return families.getOrDefault(row.family(), Collections.emptySet()).size() > 1
                && stacks.getOrDefault(row.stack(), Collections.emptySet()).size() > 1;
    }
}
