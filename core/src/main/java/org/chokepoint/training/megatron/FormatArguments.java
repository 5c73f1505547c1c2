package org.chokepoint.training.megatron;

import java.util.List;
import java.util.Optional;

/** Number formats. */
final class FormatArguments {
    private static final List<String> FORMATS = List.of("fp32", "bf16", "fp16", "fp8");

    private final Arguments a;
    private final Choices choices;

    private FormatArguments(Arguments a, Choices choices) {
        this.a = a;
        this.choices = choices;
    }

    static void read(Arguments a, Choices choices) {
        FormatArguments reader = new FormatArguments(a, choices);
        reader.products();
        reader.gradients();
        reader.optimizer();
        choices.setSwitch("narrow_activations", a.get(Argument.ACTIVATION_FUNC_FP8_INPUT_STORE));
    }

    private void products() {
        Optional<Given> fp8 = a.first(Argument.FP8_FORMAT, Argument.FP8_HYBRID, Argument.FP8_E4M3);
        Optional<Given> fp4 = a.get(Argument.FP4_FORMAT);
        fp8.ifPresent(given -> a.exclude(given.argument(), Argument.FP4_FORMAT));
        a.exclude(Argument.BF16, Argument.FP16);
        a.get(Argument.FP8_FORMAT).ifPresent(given -> given.word(List.of("e4m3", "hybrid")));
        fp4.ifPresent(given -> given.word(List.of("e2m1")));
        Optional<Given> from = fp4.or(() -> fp8).or(() -> a.first(Argument.BF16, Argument.FP16));
        String precision = fp4.isPresent()
                ? "fp4"
                : fp8.isPresent()
                        ? "fp8"
                        : from.map(given -> given.argument().option()).orElse("fp32");
        choices.set("precision", from, precision);
    }

    private void gradients() {
        a.exclude(Argument.ACCUMULATE_ALLREDUCE_GRADS_IN_FP32, Argument.GRAD_REDUCE_IN_BF16);
        String kept = dtype(Argument.MAIN_GRADS_DTYPE);
        if (kept.equals("bf16")) {
            a.exclude(Argument.ACCUMULATE_ALLREDUCE_GRADS_IN_FP32, Argument.MAIN_GRADS_DTYPE);
        }
        boolean half = a.has(Argument.FP16) && !a.has(Argument.ACCUMULATE_ALLREDUCE_GRADS_IN_FP32);
        String format =
                a.has(Argument.GRAD_REDUCE_IN_BF16) ? "bf16" : !kept.equals("fp32") ? kept : half ? "fp16" : "fp32";
        Optional<Given> from = a.first(
                Argument.GRAD_REDUCE_IN_BF16,
                Argument.MAIN_GRADS_DTYPE,
                Argument.ACCUMULATE_ALLREDUCE_GRADS_IN_FP32,
                Argument.FP16);
        choices.set("gradient_precision", from, format);
    }

    private void optimizer() {
        String first = dtype(Argument.EXP_AVG_DTYPE);
        String second = dtype(Argument.EXP_AVG_SQ_DTYPE);
        Optional<Given> from = a.first(Argument.EXP_AVG_DTYPE, Argument.EXP_AVG_SQ_DTYPE);
        if (!first.equals(second)) {
            throw from.orElseThrow()
                    .fault(
                            "moments in two formats (" + first + " and " + second + ") can't be expressed.",
                            "give --exp-avg-dtype and --exp-avg-sq-dtype the same.");
        }
        choices.set("moment_precision", from, first);
        if (!dtype(Argument.MAIN_PARAMS_DTYPE).equals("fp32")) {
            throw a.fault(
                    Argument.MAIN_PARAMS_DTYPE,
                    "master weights other than fp32 can't be expressed.",
                    "use --main-params-dtype fp32.");
        }
        choices.set("master_weights", a.get(Argument.MAIN_PARAMS_DTYPE), true);
    }

    /** A format of the optimizer; any but fp32 needs the optimizer that allows it. */
    private String dtype(Argument argument) {
        Optional<Given> given = a.get(argument);
        String format = given.map(word -> word.word(FORMATS)).orElse("fp32");
        if (!format.equals("fp32")) {
            a.require(argument, Argument.USE_PRECISION_AWARE_OPTIMIZER);
        }
        return format;
    }
}
