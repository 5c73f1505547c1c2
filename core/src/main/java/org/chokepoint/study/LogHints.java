package org.chokepoint.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.chokepoint.machine.Constant;
import org.chokepoint.machine.Machine;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.log.Iteration;
import org.chokepoint.validation.log.MegatronLog;
import org.chokepoint.validation.log.SteadyState;
import org.chokepoint.validation.log.Timer;

/** What the difference between a log and its prediction may come from. A hint is given where it is about more than {@link #MATTERS}. */
final class LogHints {
    /** Share of a step from which a hint is worth reading. */
    static final double MATTERS = 0.02;

    /** Difference of memory from which the prediction describes another run. */
    private static final double OTHER_MEMORY = 0.15;

    private final SteadyState steady;
    private final LogPhases phases;
    private final PredictedPhases predicted;
    private final Strategy strategy;
    private final List<ValidateLogAnswer.Hint> hints = new ArrayList<>();

    private LogHints(SteadyState steady, LogPhases phases, PredictedPhases predicted, Strategy strategy) {
        this.steady = steady;
        this.phases = phases;
        this.predicted = predicted;
        this.strategy = strategy;
    }

    static List<ValidateLogAnswer.Hint> of(
            Resolved r,
            ExecutedStep model,
            StepCost cost,
            PredictedPhases predicted,
            MegatronLog log,
            SteadyState steady,
            LogPhases phases) {
        LogHints all = new LogHints(steady, phases, predicted, r.strategy());
        all.data();
        all.pipeline();
        all.stragglers(r.job().network().routed());
        all.passes();
        all.host(r, model);
        all.batches();
        all.outside();
        all.spread();
        all.hints.sort(Comparator.comparingDouble(hint -> -hint.seconds().orElse(0)));
        all.timers();
        all.memory(r, cost, log);
        return all.hints;
    }

    private void add(String kind, double seconds, String text) {
        if (seconds > MATTERS * steady.seconds()) {
            hints.add(new ValidateLogAnswer.Hint(kind, OptionalDouble.of(seconds), text));
        }
    }

    private void say(String kind, String text) {
        hints.add(new ValidateLogAnswer.Hint(kind, OptionalDouble.empty(), text));
    }

    private static String time(double seconds) {
        return Figure.duration(seconds, 3);
    }

    private void data() {
        double gap = phases.gap(LogPhases.DATA);
        boolean overlapped = strategy.gradientOverlap() && (strategy.parameterOverlap() || strategy.zeroStage() == 0);
        String remedy = overlapped
                ? "The arguments overlap it: see whether CUDA_DEVICE_MAX_CONNECTIONS, bucket sizes or the network hold it up."
                : "The arguments do not overlap all of it; --overlap-grad-reduce and --overlap-param-gather would.";
        add(
                "communication_not_overlapped",
                gap,
                "The step waits " + time(gap) + " more for data-parallel communication than predicted. " + remedy);
    }

    private void pipeline() {
        double gap = phases.gap(LogPhases.PIPELINE);
        add(
                "pipeline",
                gap,
                "Stages wait " + time(gap) + " more for each other than predicted: stages are less even than the layers"
                        + " say, a rank is slow, or sends are not hidden.");
    }

    /** The slowest rank's forward over the fastest's, beyond what the layout makes of it. */
    private void stragglers(boolean routed) {
        Timer forward = steady.timers().get("forward-compute");
        if (forward == null || !forward.across()) {
            return;
        }
        double expected = predicted.slowestForward() - predicted.fastestForward();
        double excess = forward.most() - forward.least() - expected;
        add(
                "stragglers",
                excess,
                "Forward passes take " + time(forward.least()) + " on the fastest rank and " + time(forward.most())
                        + " on the slowest, " + time(excess)
                        + " more apart than the layout makes them: a slow chip or node, a slow loader, "
                        + (routed ? "uneven experts, " : "") + "or sequences of different cost.");
    }

    /** Passes that are slow alike point at the chip, passes that differ at one of them. */
    private void passes() {
        ValidateLogAnswer.Phase forward = phases.named(LogPhases.FORWARD);
        ValidateLogAnswer.Phase backward = phases.named(LogPhases.BACKWARD);
        if (forward.gapSeconds().isEmpty() || backward.gapSeconds().isEmpty()) {
            return;
        }
        double there = forward.measuredSeconds().getAsDouble()
                / forward.predictedSeconds().getAsDouble();
        double back = backward.measuredSeconds().getAsDouble()
                / backward.predictedSeconds().getAsDouble();
        double gap = forward.gapSeconds().getAsDouble() + backward.gapSeconds().getAsDouble();
        String slower = "Forward passes take " + Figure.plain(there, 3) + " times and backward passes "
                + Figure.plain(back, 3) + " times the predicted time. ";
        String cause = back - 1 > 2 * Math.abs(there - 1)
                ? "The backward is behind: recomputation that the arguments do not show, a slow attention backward, "
                        + "or gradient sums that run beside it and slow it."
                : there - 1 > 2 * Math.abs(back - 1)
                        ? "The forward is behind: the host, the batch, or the gathering of parameters that runs "
                                + "beside it."
                        : "Both are behind alike: clocks below the usual ones, an attention kernel of an older "
                                + "generation, unfused kernels, or the host.";
        add("passes", gap, slower + cause);
    }

    /** What the host would do to the step at the slow end of its range. */
    private void host(Resolved r, ExecutedStep model) {
        double gap = phases.gap(LogPhases.FORWARD_BACKWARD);
        Machine m = r.machine();
        Constant host = m.stack().hostSeconds();
        Machine slow =
                new Machine(m.chip(), m.cluster(), m.calibration(), m.stack().with("host_seconds", host.high()));
        double longer = model.on(slow).seconds(r.job(), r.strategy()) - predicted.step();
        if (gap > MATTERS * steady.seconds()) {
            add(
                    "host_bound",
                    Math.min(gap, longer),
                    "If the host takes " + time(host.high()) + " for an operator instead of " + time(host.value())
                            + ", a step takes " + time(longer)
                            + " more: a slow processor, Python's garbage collection or small kernels. A trace would show "
                            + "gaps between kernels; CUDA graphs or larger micro-batches close them.");
        }
    }

    private void batches() {
        Timer batches =
                steady.timers().getOrDefault("batch-generator", steady.timers().get("batch generator"));
        if (batches != null) {
            add(
                    "data_loading",
                    batches.most(),
                    "The batch generator takes " + time(batches.most())
                            + " on the slowest rank: more loader workers, or data on a faster disk.");
        }
    }

    private void outside() {
        double outside = phases.gap(LogPhases.OUTSIDE);
        add(
                "outside_timers",
                outside,
                time(outside)
                        + " of a step lie outside the timers of passes and optimizer: waiting for the slowest rank "
                        + "at their barriers, logging, the scheduler of the learning rate, garbage collection.");
    }

    private void spread() {
        double middle = steady.upperSeconds() - steady.lowerSeconds();
        add(
                "iteration_spread",
                middle,
                "The middle half of the iterations spreads over " + time(middle)
                        + ": the network or the disk is shared, or the work of a step differs.");
        List<Iteration> far = steady.dropped().getOrDefault(SteadyState.Reason.OUTLIER, List.of());
        double lost = 0;
        for (Iteration each : far) {
            lost += Math.max(0, each.seconds() - steady.seconds());
        }
        double each = lost / (steady.kept().size() + far.size());
        add(
                "outliers",
                each,
                "Readings far from the median, " + far.size() + " of "
                        + (steady.kept().size() + far.size()) + ", add " + time(each)
                        + " to the mean step: checkpoints, evaluation, or hiccups of a rank.");
    }

    /** What the log would need to tell more, and what its telling costs. */
    private void timers() {
        Map<String, Timer> timers = steady.timers();
        if (timers.isEmpty()) {
            say(
                    "no_timers",
                    "The log has no timers. --timing-log-level 1 tells passes, communication and optimizer apart, level 2 "
                            + "forward and backward too.");
        } else if (timers.containsKey("forward-compute")) {
            say(
                    "timers_synchronise",
                    "Timers of level 2 wait for the chip before and behind each pass, which keeps the host from running "
                            + "ahead: without them the step may be shorter than measured here.");
        }
    }

    private void memory(Resolved r, StepCost cost, MegatronLog log) {
        double capacity = r.machine().chip().memoryBytes();
        if (cost.memory().device() > capacity) {
            say(
                    "memory",
                    "By the prediction this layout needs "
                            + Figure.scaled(cost.memory().device(), 3, "B") + " of "
                            + Figure.scaled(capacity, 3, "B")
                            + ", and yet it ran: chips, arguments or log are of another run, or the prediction is off.");
        }
        if (log.memory().allocated().isPresent()) {
            double measured = log.memory().allocated().getAsDouble();
            double off = measured / cost.memory().allocated() - 1;
            // a log shows a few ranks, which may hold less than the fullest one
            if (off > OTHER_MEMORY) {
                say(
                        "memory",
                        "It holds " + Figure.percent(off, 2)
                                + " more memory than predicted: less is recomputed or sharded than the arguments say.");
            }
        }
    }
}
