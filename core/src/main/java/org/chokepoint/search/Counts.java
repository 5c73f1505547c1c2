package org.chokepoint.search;

import java.util.LinkedHashMap;
import java.util.Map;

/** What became of the layouts of a space. A mutable sum while a search runs. */
final class Counts {
    long enumerated;
    long ruled;
    long bounded;
    long tooLarge;
    long scored;
    long executed;
    final Map<String, Long> byRule = new LinkedHashMap<>();

    void rule(String word, long layouts) {
        ruled += layouts;
        byRule.merge(word, layouts, Long::sum);
    }

    void add(Counts other) {
        enumerated += other.enumerated;
        ruled += other.ruled;
        bounded += other.bounded;
        tooLarge += other.tooLarge;
        scored += other.scored;
        executed += other.executed;
        other.byRule.forEach((word, layouts) -> byRule.merge(word, layouts, Long::sum));
    }
}
