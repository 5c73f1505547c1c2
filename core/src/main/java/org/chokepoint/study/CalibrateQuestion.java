package org.chokepoint.study;

import java.util.Optional;

/**
 * What constants a table of measured steps, kernels or collectives asks for.
 *
 * @param table file of measurements; absent: the catalog's own
 * @param myCluster comma-separated files of what a user measured on one cluster: steps, which move constants of its fabric and
 *     stack only, or collectives, which move those of its fabric; absent: all that are fitted
 * @param layers comma-separated layers that may move: {@code l1}, {@code l2}, {@code l3}; absent: all
 * @param leaveOneOut what is left out in turn: {@code source}, or {@code shape} of kernels and collectives; absent: nothing
 */
public record CalibrateQuestion(
        Optional<String> table, Optional<String> myCluster, Optional<String> layers, Optional<String> leaveOneOut)
        implements Question<CalibrateAnswer> {}
