package org.chokepoint.study;

import java.util.Optional;

/**
 * How unevenly a router loads the experts of a model, and their ranks. Values are as the user wrote them.
 *
 * @param model id or alias of a published run or a model, or path of a Hugging Face {@code config.json}
 * @param router word of a {@link org.chokepoint.routing.RouterAlgorithm}; absent: all of them
 * @param expertParallel ranks that split the experts; absent: as in the published run, else 8 or what divides the experts
 * @param domain ranks that share a scale-up domain; absent: 8
 * @param microBatch sequences that a rank works on at once; absent: 1
 * @param gate word of a {@link org.chokepoint.routing.Gate}; absent: sigmoid
 * @param capacityFactor rows over the mean beyond which an expert drops tokens; absent: it drops none
 * @param steps steps of the simulation
 * @param seed of its random numbers
 */
public record RoutingQuestion(
        String model,
        Optional<String> router,
        Optional<String> expertParallel,
        Optional<String> domain,
        Optional<String> microBatch,
        Optional<String> gate,
        Optional<String> capacityFactor,
        Optional<String> steps,
        Optional<String> seed)
        implements Question<RoutingAnswer> {}
