package org.chokepoint.study;

import java.util.Optional;

/**
 * How a training run that has begun compares with the prediction of it. Values are as the user wrote them.
 *
 * @param log file that Megatron-LM's output went to
 * @param strategyFile launch script or arguments of the run; absent: the arguments that the log prints
 * @param model id or alias of a model, or path of a Hugging Face {@code config.json}; absent: the model that the arguments
 *     describe
 * @param on chips, e.g. {@code 64xH100}, or their name alone where the log says how many processes there were
 * @param stack software stack; absent: the newest of Megatron-Core
 */
public record ValidateLogQuestion(
        String log, Optional<String> strategyFile, Optional<String> model, Optional<String> on, Optional<String> stack)
        implements Question<ValidateLogAnswer> {}
