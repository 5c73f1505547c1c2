package org.chokepoint.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.StepBound;
import org.chokepoint.training.Strategy;

/**
 * Best-first search: blocks of a space are scanned, the most promising first, and after every few of them the layouts with the
 * least bounds are executed, until no bound is below the best executed measure. What is looked at depends on the order of blocks and
 * batches, both fixed, and never on threads.
 */
public final class StrategySearch implements AutoCloseable {
    /** Blocks that are scanned, and layouts that are executed, before what was learnt is used. */
    private static final int TOGETHER = 8;

    /** Layouts that measure more than this over the best are not kept for the ranking. */
    private static final double NEAR = 1.1;

    private static final Comparator<Candidate> BY_BOUND = Comparator.comparingDouble(Candidate::bound);

    private final ExecutorService threads;
    private final BooleanSupplier cancelled;

    /**
     * @param threads how many work at once
     * @param cancelled whether the user wants it to stop
     */
    public StrategySearch(int threads, BooleanSupplier cancelled) {
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "search");
            thread.setDaemon(true);
            return thread;
        });
        this.cancelled = cancelled;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /**
     * Searches a space.
     *
     * @param top layouts to rank
     * @param progress hears the share of blocks that are done
     */
    public SearchResult run(SearchJob search, int top, DoubleConsumer progress) {
        return new Run(search, top).run(progress);
    }

    private final class Run {
        private final SearchJob search;
        private final int top;
        private final StrategySpace space;
        private final Queue<StepBound> bounds = new ConcurrentLinkedQueue<>();
        private final Queue<ExecutedStep> models = new ConcurrentLinkedQueue<>();
        private final Counts counts = new Counts();
        private final PriorityQueue<Candidate> waiting;
        private final List<Candidate> executed = new ArrayList<>();
        private Candidate smallest;
        private double best;

        Run(SearchJob search, int top) {
            this.search = search;
            this.top = top;
            this.space = new StrategySpace(search.base(), search.job(), search.machine(), search.limits());
            this.best = search.most();
            this.waiting = new PriorityQueue<>(BY_BOUND);
        }

        SearchResult run(DoubleConsumer progress) {
            search.start().ifPresent(this::seed);
            List<List<Object>> blocks = Scan.blocks(space);
            boolean stopped = false;
            for (int from = 0; from < blocks.size() && !stopped; from += TOGETHER) {
                List<List<Object>> some = blocks.subList(from, Math.min(blocks.size(), from + TOGETHER));
                for (Scan scan : all(some, this::scan)) {
                    counts.add(scan.counts);
                    waiting.addAll(scan.kept);
                    boolean less = scan.smallest != null
                            && (smallest == null || scan.smallest.deviceBytes() < smallest.deviceBytes());
                    smallest = less ? scan.smallest : smallest;
                }
                stopped = !execute();
                progress.accept((double) (from + some.size()) / blocks.size());
            }
            List<Candidate> ranked = stopped ? ranked() : rankedWithOthers();
            return new SearchResult(
                    ranked,
                    counts.enumerated,
                    counts.ruled,
                    Collections.unmodifiableMap(counts.byRule),
                    Collections.unmodifiableMap(counts.reasons),
                    counts.bounded,
                    counts.tooLarge,
                    counts.scored,
                    counts.executed,
                    Optional.ofNullable(smallest),
                    !stopped);
        }

        /** Executes a known layout first, so that what can't beat it is never looked at closely. */
        private void seed(Strategy s) {
            double bytes = bounded(bound -> bound.split(search.job(), s).deviceBytes(s));
            if (bytes <= search.machine().chip().memoryBytes()) {
                counts.enumerated++;
                execute(List.of(new Candidate(s, 0, Double.NaN, Double.NaN, bytes)));
            }
        }

        private Scan scan(List<Object> block) {
            double threshold = Math.min(search.most(), best * NEAR);
            return bounded(bound -> Scan.of(search, space, bound, block, threshold));
        }

        /** Lends bounds, with the layer costs that they know, to one piece of work at a time. */
        private <R> R bounded(Function<StepBound, R> work) {
            StepBound bound = bounds.poll();
            if (bound == null) {
                bound = new StepBound(search.job().network(), search.machine(), search.balance());
            }
            R result = work.apply(bound);
            bounds.add(bound);
            return result;
        }

        /** Executes until no bound is below the best; false if the user wants it to stop. */
        private boolean execute() {
            while (!waiting.isEmpty() && waiting.peek().bound() < best) {
                if (cancelled.getAsBoolean()) {
                    return false;
                }
                List<Candidate> batch = new ArrayList<>();
                while (batch.size() < TOGETHER
                        && !waiting.isEmpty()
                        && waiting.peek().bound() < best) {
                    batch.add(waiting.poll());
                }
                execute(batch);
            }
            return !cancelled.getAsBoolean();
        }

        private void execute(List<Candidate> batch) {
            for (Candidate each : all(batch, this::executed)) {
                executed.add(each);
                best = Math.min(best, each.value());
            }
            counts.executed += batch.size();
        }

        private Candidate executed(Candidate candidate) {
            ExecutedStep model = models.poll();
            if (model == null) {
                model = new ExecutedStep(search.job().network(), search.machine(), search.balance());
            }
            double seconds = model.seconds(search.job(), candidate.strategy());
            double watts = bounded(
                    bound -> bound.split(search.job(), candidate.strategy()).watts(seconds));
            models.add(model);
            return candidate.executed(seconds, search.measure().of(seconds, watts));
        }

        /** Executed layouts that are wanted, the best of each split. */
        private List<Candidate> ranked() {
            List<Candidate> sorted = new ArrayList<>(executed);
            sorted.removeIf(each -> each.value() > search.most());
            sorted.sort(Comparator.comparingDouble(Candidate::value));
            Set<List<Integer>> seen = new LinkedHashSet<>();
            sorted.removeIf(each -> !seen.add(each.split()));
            return sorted.size() > top ? List.copyOf(sorted.subList(0, top)) : List.copyOf(sorted);
        }

        /** The same with further splits, each by its most promising layouts, where fewer were executed than are to be ranked. */
        private List<Candidate> rankedWithOthers() {
            List<Candidate> ranked = ranked();
            int rounds = 0;
            while (ranked.size() < top && !waiting.isEmpty() && rounds++ < top) {
                List<Candidate> batch = new ArrayList<>();
                Set<List<Integer>> seen = new LinkedHashSet<>();
                ranked.forEach(each -> seen.add(each.split()));
                while (batch.size() < TOGETHER && !waiting.isEmpty()) {
                    Candidate next = waiting.poll();
                    if (seen.add(next.split())) {
                        batch.add(next);
                    }
                }
                execute(batch);
                ranked = ranked();
            }
            return ranked;
        }

        private <T, R> List<R> all(List<T> inputs, Function<T, R> work) {
            List<Callable<R>> tasks = new ArrayList<>();
            inputs.forEach(input -> tasks.add(() -> work.apply(input)));
            try {
                List<R> results = new ArrayList<>();
                for (Future<R> each : threads.invokeAll(tasks)) {
                    results.add(each.get());
                }
                return results;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
            }
        }
    }
}
