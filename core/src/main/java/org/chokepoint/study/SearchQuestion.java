package org.chokepoint.study;

import java.util.Map;
import java.util.Optional;

/**
 * Which layout, and on which chips, serves best. Values are as the user wrote them; what is left out comes from the published
 * run of that name, if there is one.
 *
 * @param model id or alias of a published run or a model, or path of a Hugging Face {@code config.json}
 * @param on chips, e.g. {@code 1024xH100}; several, divided by commas, are compared
 * @param chips chips to choose from where {@code on} is left out, divided by commas; absent: all that have a dated rent
 * @param tokens tokens to train on
 * @param globalBatch batch of a step, as in {@link TrainQuestion}
 * @param sequenceLength tokens of a sequence
 * @param strategy fields of the layout: of those that are searched one value or several ({@code 4,8} or {@code 1..16}; lists
 *     divided by {@code /}), of others one
 * @param stack software stack
 * @param rent price of a chip-hour
 * @param deadline longest run, e.g. {@code 60 d}
 * @param budget most dollars, e.g. {@code 6M USD}
 * @param objective {@code time}, {@code cost}, {@code gpus} or {@code energy}
 * @param pareto two or more of these, divided by commas, whose front is wanted
 * @param why a value of a field, e.g. {@code tp=16}, whose best layout is set against the best of all
 * @param binds whether what binds is wanted, with the layout chosen anew for each change
 * @param target length of the run whose price in single specs is wanted, e.g. {@code 40 d}
 * @param top layouts to rank
 */
public record SearchQuestion(
        String model,
        Optional<String> on,
        Optional<String> chips,
        Optional<String> tokens,
        Optional<String> globalBatch,
        Optional<String> sequenceLength,
        Map<String, String> strategy,
        Optional<String> stack,
        Optional<String> rent,
        Optional<String> deadline,
        Optional<String> budget,
        Optional<String> objective,
        Optional<String> pareto,
        Optional<String> why,
        boolean binds,
        Optional<String> target,
        Optional<String> top)
        implements Question<SearchAnswer> {

    /** The question for the fastest layout of a run. */
    static SearchQuestion of(
            String model,
            String on,
            Optional<String> tokens,
            Optional<String> globalBatch,
            Optional<String> sequenceLength,
            Map<String, String> strategy) {
        Optional<String> none = Optional.empty();
        return new SearchQuestion(
                model,
                Optional.of(on),
                none,
                tokens,
                globalBatch,
                sequenceLength,
                strategy,
                none,
                none,
                none,
                none,
                none,
                none,
                none,
                false,
                none,
                none);
    }
}
