package org.chokepoint.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.chokepoint.search.Limits;
import org.chokepoint.search.SearchJob;
import org.chokepoint.search.SearchResult;
import org.chokepoint.search.StrategySearch;
import org.chokepoint.training.ExpertBalance;
import org.chokepoint.training.Job;
import org.chokepoint.training.StepBound;
import org.chokepoint.training.Strategy;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A search: its inner loop, and the whole of one on a single thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class SearchBenchmark {
    private static final ExpertBalance BALANCE = ExpertBalance.assumed(1.2);

    /** Published run whose network is laid out on 4,096 A100 at a global batch of 4,096. */
    @Param({"gpt-3-175b", "megatron-1t"})
    public String run;

    private SearchJob job;
    private StrategySearch search;
    private final List<StepBound.Split> splits = new ArrayList<>();
    private final List<Strategy> strategies = new ArrayList<>();
    private int next;

    /** Finds layouts, and keeps their stage costs. */
    @Setup
    public void setUp() {
        Published published = Published.run(run);
        Job work = new Job(published.job().network(), 4096, 4096, 2048);
        job = new SearchJob(
                work,
                published.machine(),
                BALANCE,
                published.strategy(),
                Limits.none(),
                Optional.empty(),
                (seconds, watts) -> seconds,
                Double.MAX_VALUE);
        search = new StrategySearch(1, () -> false);
        StepBound bound = new StepBound(work.network(), published.machine(), BALANCE);
        search.run(job, 50, share -> {}).ranked().forEach(each -> {
            strategies.add(each.strategy());
            splits.add(bound.split(work, each.strategy()));
        });
    }

    /** Ends its thread. */
    @TearDown
    public void tearDown() {
        search.close();
    }

    /** One layout whose stage costs are known: its bound and its memory. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public double scored() {
        next = next + 1 == splits.size() ? 0 : next + 1;
        Strategy s = strategies.get(next);
        StepBound.Split split = splits.get(next);
        return split.seconds(s) + split.deviceBytes(s);
    }

    /** All layouts of the space. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public SearchResult whole() {
        return search.run(job, 10, share -> {});
    }
}
