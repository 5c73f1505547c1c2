package org.chokepoint.study;

import java.util.Map;
import java.util.Optional;

/**
 * What a workload takes on a row of chips, beside what the chips are cut by on paper.
 *
 * @param model id or alias of a published run or a model
 * @param rungs chips, divided by commas; absent: A100 to 910C
 * @param gpus chips of every rung; absent: those of the published run, else 1,024
 * @param stock chips that can be had, e.g. {@code h800=2048,h20=10000}
 * @param tokens tokens to train on
 * @param globalBatch batch of a step
 * @param sequenceLength tokens of a sequence
 * @param strategy fields of the layout that are fixed or bounded, as in {@link SearchQuestion}
 */
public record LadderQuestion(
        String model,
        Optional<String> rungs,
        Optional<String> gpus,
        Optional<String> stock,
        Optional<String> tokens,
        Optional<String> globalBatch,
        Optional<String> sequenceLength,
        Map<String, String> strategy)
        implements Question<LadderAnswer> {}
