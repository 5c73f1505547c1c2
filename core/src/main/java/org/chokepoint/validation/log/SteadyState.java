package org.chokepoint.validation.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.chokepoint.validation.Quantiles;

/**
 * The ordinary steps of a log. Left out are: the first reading after each start, which holds set-up; batches other than the
 * last, since a batch may grow; iterations that skipped the optimizer; and readings far from the median, which hold
 * checkpoints or evaluation. None of these leaves a log without any reading.
 *
 * @param kept readings that count
 * @param dropped readings that don't, by why
 * @param seconds median time of a step
 * @param lowerSeconds time that a quarter of the readings stay below
 * @param upperSeconds time that a quarter of the readings exceed
 * @param timers medians of timers over the readings that have them
 * @param teraflops median of the program's own count
 */
public record SteadyState(
        List<Iteration> kept,
        Map<Reason, List<Iteration>> dropped,
        double seconds,
        double lowerSeconds,
        double upperSeconds,
        Map<String, Timer> timers,
        OptionalDouble teraflops) {
    /** Distance from the median, over the median distance, that no ordinary reading has: five standard deviations. */
    private static final double FAR = 5 * 1.4826;

    /** Distances over the median that are ordinary in any case. */
    private static final double NEAR = 0.05;

    public SteadyState {
        kept = List.copyOf(kept);
        dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        timers = Collections.unmodifiableMap(new LinkedHashMap<>(timers));
    }

    /** Why a reading does not count. */
    public enum Reason {
        /** The first after a start, with what is slow once: compilation, allocation, connections. */
        START("first after a start"),
        /** Another batch than the last one. */
        BATCH("another batch"),
        /** The optimizer was skipped. */
        SKIPPED("optimizer skipped"),
        /** Far from the median. */
        OUTLIER("far from the median");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** The reason in words. */
        public String words() {
            return words;
        }
    }

    /** The ordinary steps of a log. */
    public static SteadyState of(MegatronLog log) {
        Map<Reason, List<Iteration>> dropped = new TreeMap<>();
        List<Iteration> kept = withoutStarts(log.iterations(), dropped);
        OptionalInt last = kept.get(kept.size() - 1).globalBatch();
        kept = without(Reason.BATCH, kept, i -> i.globalBatch().equals(last) ? 0 : 1, dropped);
        kept = without(Reason.SKIPPED, kept, Iteration::skipped, dropped);
        double median = median(kept, Iteration::seconds);
        double spread = median(kept, i -> Math.abs(i.seconds() - median));
        double far = Math.max(FAR * spread, NEAR * median);
        kept = without(Reason.OUTLIER, kept, i -> Math.abs(i.seconds() - median) > far ? 1 : 0, dropped);
        double[] seconds = kept.stream().mapToDouble(Iteration::seconds).toArray();
        double[] flops = kept.stream()
                .filter(i -> i.teraflops().isPresent())
                .mapToDouble(i -> i.teraflops().getAsDouble())
                .toArray();
        return new SteadyState(
                kept,
                dropped,
                Quantiles.of(seconds, 0.5),
                Quantiles.of(seconds, 0.25),
                Quantiles.of(seconds, 0.75),
                timers(kept),
                flops.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Quantiles.of(flops, 0.5)));
    }

    /** Without the first reading after each start; a number that does not grow tells a new one. Lines told twice count once. */
    private static List<Iteration> withoutStarts(List<Iteration> all, Map<Reason, List<Iteration>> dropped) {
        List<Iteration> kept = new ArrayList<>();
        List<Iteration> starts = new ArrayList<>();
        Iteration before = null;
        for (Iteration each : all) {
            boolean again = before != null
                    && each.number() == before.number()
                    && Double.compare(each.seconds(), before.seconds()) == 0;
            boolean start = before == null || each.number() <= before.number();
            if (!again) {
                (start ? starts : kept).add(each);
            }
            before = each;
        }
        if (kept.isEmpty()) {
            return starts;
        }
        dropped.put(Reason.START, List.copyOf(starts));
        return kept;
    }

    private static List<Iteration> without(
            Reason reason,
            List<Iteration> from,
            ToDoubleFunction<Iteration> above,
            Map<Reason, List<Iteration>> dropped) {
        List<Iteration> kept = new ArrayList<>();
        List<Iteration> others = new ArrayList<>();
        for (Iteration each : from) {
            (above.applyAsDouble(each) > 0 ? others : kept).add(each);
        }
        if (kept.isEmpty() || others.isEmpty()) {
            return from;
        }
        dropped.put(reason, List.copyOf(others));
        return kept;
    }

    private static double median(List<Iteration> of, ToDoubleFunction<Iteration> value) {
        return Quantiles.of(of.stream().mapToDouble(value).toArray(), 0.5);
    }

    private static Map<String, Timer> timers(List<Iteration> kept) {
        Map<String, List<Timer>> shown = new LinkedHashMap<>();
        for (Iteration each : kept) {
            each.timers()
                    .forEach((name, timer) -> shown.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(timer));
        }
        Map<String, Timer> medians = new LinkedHashMap<>();
        shown.forEach((name, times) -> medians.put(
                name,
                new Timer(
                        Quantiles.of(times.stream().mapToDouble(Timer::least).toArray(), 0.5),
                        Quantiles.of(times.stream().mapToDouble(Timer::most).toArray(), 0.5),
                        times.stream().allMatch(Timer::across))));
        return medians;
    }

    /** Sequences of a step, if the log says so. */
    public OptionalInt globalBatch() {
        return kept.get(kept.size() - 1).globalBatch();
    }
}
