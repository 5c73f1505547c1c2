package org.chokepoint.study;

import java.util.Optional;

/**
 * Where chips and the lines of rules stand over TPP and performance density. Values are as the user wrote them.
 *
 * @param rule id or alias of a rule; absent: each rule on chips in turn
 * @param to country; absent: China
 */
public record ControlsMapQuestion(Optional<String> rule, Optional<String> to) implements Question<ControlsMapAnswer> {}
