package org.chokepoint.validation;

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
                MeasuredStep step = each.step().orElseThrow();
                coverage.families
                        .computeIfAbsent(step.family(), family -> new LinkedHashSet<>())
                        .add(source);
                coverage.stacks
                        .computeIfAbsent(step.stack(), stack -> new LinkedHashSet<>())
                        .add(source);
            }
        }
        return coverage;
    }

    /** Whether other sources measured the row's chip family, and others its stack. */
    boolean covers(Measured row) {
        return row.step()
                .filter(step -> several(families.get(step.family())) && several(stacks.get(step.stack())))
                .isPresent();
    }

    private static boolean several(Set<String> sources) {
        return sources != null && sources.size() > 1;
    }
}
