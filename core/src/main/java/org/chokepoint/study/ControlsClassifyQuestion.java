package org.chokepoint.study;

import java.util.Optional;

/**
 * What every rule says of a chip, a memory package or weights, sent somewhere on a day. Values are as the user wrote them.
 *
 * @param item id or alias of a chip or memory; of weights a run, or their training operations ({@code '2e26 FLOP'})
 * @param to country; absent: China
 * @param headquarters country of the party's headquarters or ultimate parent; absent: the destination
 * @param onDate day; absent: the last day until which the rules were reviewed
 * @param channel word of a {@link org.chokepoint.controls.Channel}; absent: export
 * @param endUse word of an {@link org.chokepoint.controls.EndUse}; absent: civilian
 * @param listed whether the party stands on the Entity List
 */
public record ControlsClassifyQuestion(
        String item,
        Optional<String> to,
        Optional<String> headquarters,
        Optional<String> onDate,
        Optional<String> channel,
        Optional<String> endUse,
        boolean listed)
        implements Question<ControlsClassifyAnswer> {}
