package org.chokepoint.study;

import java.util.Optional;

/**
 * What one rule says of every chip. Values are as the user wrote them.
 *
 * @param rule id or alias of a rule; absent: the one on chips that is enforced on the day
 * @param to country; absent: China
 * @param onDate day by which country groups count; absent: the last day until which the rules were reviewed
 */
public record ControlsTableQuestion(Optional<String> rule, Optional<String> to, Optional<String> onDate)
        implements Question<ControlsTableAnswer> {}
