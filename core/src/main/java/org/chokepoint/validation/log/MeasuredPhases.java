package org.chokepoint.validation.log;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A step's time in phases that don't overlap, made of timers that do. Each is absent where the log has no timer for it.
 *
 * @param forwardBackward forward and backward passes of all micro-batches, without the summing of gradients
 * @param forward forward passes in it
 * @param backward backward passes in it
 * @param pipeline what is neither: waiting for other stages, sends
 * @param data summing gradients and gathering parameters over data-parallel ranks, as far as the step waits for it
 * @param optimizer the optimizer without that
 * @param outside what no timer covers: the step's wall time less the other phases
 */
public record MeasuredPhases(
        OptionalDouble forwardBackward,
        OptionalDouble forward,
        OptionalDouble backward,
        OptionalDouble pipeline,
        OptionalDouble data,
        OptionalDouble optimizer,
        OptionalDouble outside) {
    /** Sums of gradients by generation of the program; of each list all count, and the first list that is there. */
    private static final List<List<String>> REDUCTIONS = List.of(
            List.of("all-grads-sync"),
            List.of("backward-reduce-model-grads"),
            List.of("grads-reduce-scatter"),
            List.of("grads-all-reduce"),
            List.of("backward-params-all-reduce", "backward-layernorm-all-reduce"),
            List.of("backward-allreduce"),
            List.of("allreduce"));

    private static final List<String> SENDS = List.of(
            "forward-recv",
            "forward-send",
            "backward-recv",
            "backward-send",
            "forward-send-forward-recv",
            "forward-send-backward-recv",
            "backward-send-forward-recv",
            "backward-send-backward-recv",
            "forward-backward-send-forward-backward-recv",
            "backward-embedding-all-reduce");

    /** What rounding and medians of different timers may add to the sum of a step's parts. */
    private static final double ROUNDING = 0.005;

    private static final OptionalDouble NONE = OptionalDouble.empty();

    /** Makes phases of a log's timers. */
    public static MeasuredPhases of(SteadyState steady) {
        return new Timers(steady.timers()).phases(steady.seconds());
    }

    /** Timers of the slowest ranks, which the step waits for. */
    private record Timers(Map<String, Timer> shown) {
        OptionalDouble first(String... names) {
            for (String name : names) {
                if (shown.containsKey(name)) {
                    return OptionalDouble.of(shown.get(name).most());
                }
            }
            return NONE;
        }

        OptionalDouble sum(List<String> names) {
            double sum = 0;
            boolean any = false;
            for (String name : names) {
                if (shown.containsKey(name)) {
                    sum += shown.get(name).most();
                    any = true;
                }
            }
            return any ? OptionalDouble.of(sum) : NONE;
        }

        private OptionalDouble reduction() {
            for (List<String> names : REDUCTIONS) {
                OptionalDouble sum = sum(names);
                if (sum.isPresent()) {
                    return sum;
                }
            }
            return NONE;
        }

        MeasuredPhases phases(double step) {
            OptionalDouble all = first("forward-backward");
            OptionalDouble forward = first("forward-compute", "forward");
            OptionalDouble backward = first("backward-compute", "backward");
            OptionalDouble update = first("optimizer");
            OptionalDouble reduction = reduction();
            if (backward.isPresent() && !shown.containsKey("backward-compute")) {
                backward = less(backward, reduction); // the first generation sums gradients within its backward
            }
            OptionalDouble gather = first("params-all-gather", "backward-gather-model-params");
            boolean gatherInside = gather.isPresent() && update.isPresent() && gatherInside(update, gather);
            OptionalDouble optimizer = gatherInside ? less(update, gather) : update;

            double beside = optimizer.orElse(0) + gather.orElse(0) + reduction.orElse(0);
            boolean reductionInside = all.isPresent() && all.getAsDouble() + beside > step * (1 + ROUNDING);
            OptionalDouble passes = reductionInside ? less(all, reduction) : all;
            OptionalDouble pipeline = passes.isPresent() && forward.isPresent() && backward.isPresent()
                    ? less(less(passes, forward), backward)
                    : passes.isPresent() ? NONE : sum(SENDS);
            if (passes.isEmpty() && forward.isPresent() && backward.isPresent()) {
                passes = OptionalDouble.of(forward.getAsDouble() + backward.getAsDouble() + pipeline.orElse(0));
            }
            boolean communicates = reduction.isPresent() || gather.isPresent();
            OptionalDouble data =
                    communicates ? OptionalDouble.of(reduction.orElse(0) + gather.orElse(0)) : OptionalDouble.empty();
            OptionalDouble outside = passes.isPresent() && optimizer.isPresent()
                    ? less(OptionalDouble.of(step), passes.getAsDouble() + data.orElse(0) + optimizer.getAsDouble())
                    : NONE;
            return new MeasuredPhases(passes, forward, backward, pipeline, data, optimizer, outside);
        }

        /** Later generations gather within the optimizer's timer, whose other parts then leave room for it. */
        private boolean gatherInside(OptionalDouble update, OptionalDouble gather) {
            double parts = 0;
            for (Map.Entry<String, Timer> each : shown.entrySet()) {
                parts +=
                        each.getKey().startsWith("optimizer-") ? each.getValue().most() : 0;
            }
            double room = update.getAsDouble() - parts;
            return shown.containsKey("params-all-gather") && room > gather.getAsDouble() / 2;
        }

        private static OptionalDouble less(OptionalDouble whole, OptionalDouble part) {
            return less(whole, part.orElse(0));
        }

        /** Slowest ranks of different timers may be different ones, so that a rest can come out below zero. */
        private static OptionalDouble less(OptionalDouble whole, double part) {
            return OptionalDouble.of(Math.max(0, whole.getAsDouble() - part));
        }
    }
}
