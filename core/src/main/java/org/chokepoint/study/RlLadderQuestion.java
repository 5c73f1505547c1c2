package org.chokepoint.study;

import java.util.Optional;

/**
 * What a published post-training run takes on a row of chips, beside what the chips are cut by on paper.
 *
 * @param run id or alias of the run
 * @param rungs chips, divided by commas; absent: A100 to 910C
 * @param gpus chips of every rung; absent: as many as the run had
 */
public record RlLadderQuestion(String run, Optional<String> rungs, Optional<String> gpus)
        implements Question<RlLadderAnswer> {}
