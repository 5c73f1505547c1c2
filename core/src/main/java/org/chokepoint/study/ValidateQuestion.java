package org.chokepoint.study;

import java.util.Optional;

/**
 * How far predictions are from measurements.
 *
 * @param table file of measurements in the layout of the catalog's own; absent: the catalog's own
 * @param by what scores are told apart by beside the source: {@code accelerator}, {@code stack} or {@code model}
 */
public record ValidateQuestion(Optional<String> table, Optional<String> by) implements Question<ValidateAnswer> {}
