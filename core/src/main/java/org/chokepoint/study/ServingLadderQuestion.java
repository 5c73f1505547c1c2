package org.chokepoint.study;

import java.util.Optional;

/**
 * What a phase of serving takes on a row of chips, beside what the chips are cut by on paper.
 *
 * @param model id or alias of a published run or a model, or path of a Hugging Face {@code config.json}
 * @param workload {@code prefill} or {@code decode}
 * @param rungs chips, divided by commas; absent: A100 to 910C
 * @param gpus chips of every rung; absent: the fewest nodes of the reference that hold the model
 * @param input tokens of a prompt; absent: 4k
 * @param output tokens of an answer; absent: 1k
 * @param tpot longest time per output token; absent: 50 ms
 * @param engine serving engine, as in {@link ServeQuestion}
 */
public record ServingLadderQuestion(
        String model,
        String workload,
        Optional<String> rungs,
        Optional<String> gpus,
        Optional<String> input,
        Optional<String> output,
        Optional<String> tpot,
        Optional<String> engine)
        implements Question<ServingLadderAnswer> {}
