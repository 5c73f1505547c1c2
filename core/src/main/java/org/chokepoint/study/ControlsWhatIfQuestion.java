package org.chokepoint.study;

import java.util.Optional;

/**
 * Which chips a rule would catch or free. Values are as the user wrote them.
 *
 * @param rule path of a rule's file, or id of a rule of the catalog
 * @param against id or alias of the rule that it is held against; absent: the one on chips that is enforced on the day
 * @param to country; absent: China
 * @param onDate day; absent: the last day until which the rules were reviewed
 */
public record ControlsWhatIfQuestion(
        String rule, Optional<String> against, Optional<String> to, Optional<String> onDate)
        implements Question<ControlsWhatIfAnswer> {}
