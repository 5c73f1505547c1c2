package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a training run takes. Values are as the user wrote them; what is left out comes from the published run of that name,
 * if there is one.
 *
 * @param model id or alias of a published run or a model, or path of a Hugging Face {@code config.json}
 * @param on chips, e.g. {@code 1024xH100}: a number and an accelerator or cluster
 * @param tokens tokens to train on, e.g. {@code 15T}
 * @param globalBatch batch of a step: tokens with a suffix ({@code 16M}), or a plain number of sequences
 * @param sequenceLength tokens of a sequence
 * @param strategyFile launch script or arguments of Megatron-LM, which replaces the layout of a published run
 * @param strategy fields of {@link org.chokepoint.training.Strategy} by their key in files, e.g. {@code tensor_parallel: 8}
 * @param stack software stack
 * @param rent price of a chip-hour, e.g. {@code 2 USD/h}
 * @param chipHoursBetweenFailures mean chip-hours between interruptions
 * @param restart time lost at an interruption besides work since the last checkpoint, e.g. {@code 10 min}
 * @param overhead share of time for evaluation, data loading and stragglers, e.g. {@code 2 %}
 * @param stageSlowdown how many times as long kernels take on each pipeline rank, e.g. {@code 1,1,1.2,1}
 * @param straggler how many times as long kernels take on one chip, e.g. {@code 1.05}
 * @param timeline what the answer shows of the executed step: {@code turns} of the schedule, or {@code layers}; absent: nothing
 */
public record TrainQuestion(
        String model,
        Optional<String> on,
        Optional<String> tokens,
        Optional<String> globalBatch,
        Optional<String> sequenceLength,
        Optional<String> strategyFile,
        Map<String, String> strategy,
        Optional<String> stack,
        Optional<String> rent,
        Optional<String> chipHoursBetweenFailures,
        Optional<String> restart,
        Optional<String> overhead,
        Optional<String> stageSlowdown,
        Optional<String> straggler,
        Optional<String> timeline)
        implements Question<TrainAnswer> {

    /** The question for a published run as it was. */
    public static TrainQuestion of(String run) {
        Optional<String> none = Optional.empty();
        return of(run, none, none, none, none, none, new LinkedHashMap<>(), none, none);
    }

    /** The question for a run, with nothing said of its interruptions and slower chips. */
    public static TrainQuestion of(
            String model,
            Optional<String> on,
            Optional<String> tokens,
            Optional<String> globalBatch,
            Optional<String> sequenceLength,
            Optional<String> strategyFile,
            Map<String, String> strategy,
            Optional<String> stack,
            Optional<String> rent) {
        Optional<String> none = Optional.empty();
        return new TrainQuestion(
                model,
                on,
                tokens,
                globalBatch,
                sequenceLength,
                strategyFile,
                strategy,
                stack,
                rent,
                none,
                none,
                none,
                none,
                none,
                none);
    }

    /** The same question of another layout. */
    public TrainQuestion with(Map<String, String> other) {
        return new TrainQuestion(
                model,
                on,
                tokens,
                globalBatch,
                sequenceLength,
                strategyFile,
                other,
                stack,
                rent,
                chipHoursBetweenFailures,
                restart,
                overhead,
                stageSlowdown,
                straggler,
                timeline);
    }
}
