package org.chokepoint.study;

import java.util.Optional;

/**
 * What serving a model gives on some chips, and how to deploy it. Values are as the user wrote them.
 *
 * @param model id or alias of a published run or a model, or path of a Hugging Face {@code config.json}
 * @param on chips, e.g. {@code 8xH200}
 * @param input tokens of a prompt, on average, e.g. {@code 4k}; absent where a table of requests says
 * @param output tokens of an answer, on average; absent as well
 * @param ttft longest time to first token that is promised; absent: any
 * @param tpot longest time per output token that is promised; absent: any
 * @param engine serving engine; absent: {@link ServeResolver#USUAL_ENGINE}
 * @param weights format of the weights; absent: that of the published checkpoint, else BF16
 * @param cache format of keys and values; absent: the engine's
 * @param tensorParallel ranks that split heads; absent: searched, as are the next three
 * @param dataParallel groups of ranks with sequences of their own
 * @param pipelineParallel stages
 * @param expertParallel ranks that split experts
 * @param drafts tokens guessed ahead in each iteration
 * @param acceptance of each draft if the one before it was accepted, e.g. {@code 0.8,0.6}
 * @param acceptedLength tokens of an iteration on average, the model's own with them, in place of the former
 * @param prefixHit part of prompts that is cached, e.g. {@code 50 %}
 * @param expertLoad rows of the busiest rank of experts over the mean; absent: as in training
 * @param twoBatchOverlap whether halves of a batch take turns, one computing while the other communicates
 * @param arrangement {@code aggregated} or {@code disaggregated}; absent: the better of both
 * @param concurrency requests at once; absent: the best number is searched
 * @param requests table of requests that are sent one by one
 * @param rate requests a second that are sent one by one
 * @param arrivals {@code poisson}, {@code gamma} or {@code even}; absent: the first
 * @param variation coefficient of variation of gaps from a gamma distribution
 * @param count requests to draw; absent: as many as the duration has
 * @param duration for which they come; absent: ten minutes
 * @param seed of the random numbers
 * @param rent price of a chip-hour
 */
public record ServeQuestion(
        String model,
        String on,
        Optional<String> input,
        Optional<String> output,
        Optional<String> ttft,
        Optional<String> tpot,
        Optional<String> engine,
        Optional<String> weights,
        Optional<String> cache,
        Optional<String> tensorParallel,
        Optional<String> dataParallel,
        Optional<String> pipelineParallel,
        Optional<String> expertParallel,
        Optional<String> drafts,
        Optional<String> acceptance,
        Optional<String> acceptedLength,
        Optional<String> prefixHit,
        Optional<String> expertLoad,
        boolean twoBatchOverlap,
        Optional<String> arrangement,
        Optional<String> concurrency,
        Optional<String> requests,
        Optional<String> rate,
        Optional<String> arrivals,
        Optional<String> variation,
        Optional<String> count,
        Optional<String> duration,
        Optional<String> seed,
        Optional<String> rent)
        implements Question<ServeAnswer> {

    /** The question of a model under a limit, with nothing else said. */
    static ServeQuestion of(
            String model, String on, String input, String output, Optional<String> tpot, Optional<String> engine) {
        Optional<String> none = Optional.empty();
        return new ServeQuestion(
                model,
                on,
                Optional.of(input),
                Optional.of(output),
                none,
                tpot,
                engine,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                false,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                none);
    }
}
