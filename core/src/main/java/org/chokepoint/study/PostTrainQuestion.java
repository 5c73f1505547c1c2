package org.chokepoint.study;

import java.util.Optional;

/**
 * What a published post-training run takes. Values are as the user wrote them.
 *
 * @param run id or alias of the run
 * @param on chips, e.g. {@code 512xH20}; absent: those of the run
 * @param rent price of a chip-hour, e.g. {@code 2 USD/h}
 * @param overlap {@code synchronous} or {@code asynchronous}; absent: as the run did
 */
public record PostTrainQuestion(String run, Optional<String> on, Optional<String> rent, Optional<String> overlap)
        implements Question<PostTrainAnswer> {}
