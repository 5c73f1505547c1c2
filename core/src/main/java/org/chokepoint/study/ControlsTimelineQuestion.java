package org.chokepoint.study;

import java.util.Optional;

/**
 * What was demanded of a chip from day to day. Values are as the user wrote them.
 *
 * @param item id or alias of a chip or memory
 * @param to country; absent: China
 * @param headquarters country of the party's headquarters or ultimate parent; absent: the destination
 * @param channel word of a {@link org.chokepoint.controls.Channel}; absent: export
 */
public record ControlsTimelineQuestion(
        String item, Optional<String> to, Optional<String> headquarters, Optional<String> channel)
        implements Question<ControlsTimelineAnswer> {}
