package org.chokepoint.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chokepoint.training.StrategyCheck;

/** What became of the layouts of a space. A mutable sum while a search runs. */
final class Counts {
    long enumerated;
    long ruled;
    long bounded;
    long tooLarge;
    long scored;
    long executed;
    final Map<String, Long> byRule = new LinkedHashMap<>();
    final Map<String, String> reasons = new LinkedHashMap<>();

    void rule(StrategyCheck.Problem broken, long layouts) {
        ruled += layouts;
        byRule.merge(broken.field(), layouts, Long::sum);
        reasons.putIfAbsent(broken.field(), broken.what());
    }

    void add(Counts other) {
        enumerated += other.enumerated;
        ruled += other.ruled;
        bounded += other.bounded;
        tooLarge += other.tooLarge;
        scored += other.scored;
        executed += other.executed;
        other.reasons.forEach(reasons::putIfAbsent);
        other.byRule.forEach((word, layouts) -> byRule.merge(word, layouts, Long::sum));
    }
}
