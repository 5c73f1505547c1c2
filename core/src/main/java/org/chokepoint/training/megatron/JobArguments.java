package org.chokepoint.training.megatron;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.training.RunPreset;

/** Batch, sequence and tokens. */
final class JobArguments {
    private JobArguments() {}

    static OptionalInt sequenceLength(Arguments a) {
        return positive(a, Argument.SEQ_LENGTH);
    }

    static OptionalInt globalBatch(Arguments a) {
        return positive(a, Argument.GLOBAL_BATCH_SIZE);
    }

    private static OptionalInt positive(Arguments a, Argument argument) {
        if (!a.has(argument)) {
            return OptionalInt.empty();
        }
        Given given = a.get(argument).orElseThrow();
        if (given.whole() == 0) {
            throw given.wrong("above zero", "a digit was lost.");
        }
        return OptionalInt.of(given.whole());
    }

    static OptionalDouble tokens(Arguments a, int sequenceLength, int globalBatch) {
        a.exclude(Argument.TRAIN_ITERS, Argument.TRAIN_SAMPLES);
        Optional<Given> samples = a.get(Argument.TRAIN_SAMPLES);
        if (a.has(Argument.TRAIN_TOKENS)) {
            return OptionalDouble.of(number(a.get(Argument.TRAIN_TOKENS).orElseThrow()));
        }
        if (samples.isPresent()) {
            return OptionalDouble.of(number(samples.get()) * sequenceLength);
        }
        if (a.has(Argument.TRAIN_ITERS)) {
            double steps = number(a.get(Argument.TRAIN_ITERS).orElseThrow());
            return OptionalDouble.of(steps * globalBatch * sequenceLength);
        }
        return OptionalDouble.empty();
    }

    private static double number(Given given) {
        if (given.number() == 0) {
            throw given.wrong("above zero", "a digit was lost.");
        }
        return given.number();
    }

    static Optional<RunPreset.BatchRamp> ramp(Arguments a, int sequenceLength) {
        if (!a.has(Argument.RAMPUP_BATCH_SIZE)) {
            return Optional.empty();
        }
        a.require(Argument.RAMPUP_BATCH_SIZE, Argument.GLOBAL_BATCH_SIZE);
        a.exclude(Argument.RAMPUP_BATCH_SIZE, Argument.TRAIN_ITERS);
        Given given = a.get(Argument.RAMPUP_BATCH_SIZE).orElseThrow();
        List<String> texts = given.texts();
        if (texts.size() != 3) {
            throw given.wrong("three numbers: first batch, increment, samples", "one was lost: 192 16 9765625.");
        }
        Given from = part(given, 0);
        int increment = part(given, 1).whole();
        double samples = part(given, 2).number();
        int batch = globalBatch(a).orElseThrow();
        int grown = batch - from.whole();
        if (from.whole() == 0 || increment == 0 || samples == 0) {
            throw given.wrong("three numbers above zero", "a digit was lost: 192 16 9765625.");
        }
        if (grown < 0 || grown % increment != 0) {
            String what = "the batch can't grow from " + from.whole() + " to " + batch + " by " + increment + ".";
            throw given.fault(what, "a digit of --global-batch-size or --rampup-batch-size is a slip.");
        }
        return Optional.of(new RunPreset.BatchRamp(from.whole(), samples * sequenceLength, grown == increment));
    }

    private static Given part(Given given, int index) {
        return new Given(given.argument(), given.at(), List.of(given.values().get(index)));
    }
}
