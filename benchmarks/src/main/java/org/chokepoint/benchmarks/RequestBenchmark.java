package org.chokepoint.benchmarks;

import java.util.concurrent.TimeUnit;
import org.chokepoint.serving.Arrivals;
import org.chokepoint.serving.Dispatch;
import org.chokepoint.serving.IterationTime;
import org.chokepoint.serving.Lengths;
import org.chokepoint.serving.Pool;
import org.chokepoint.serving.RequestSimulation;
import org.chokepoint.serving.RequestStatistics;
import org.chokepoint.serving.Requests;
import org.chokepoint.serving.Scheduler;
import org.chokepoint.serving.ServedRequests;
import org.chokepoint.serving.Service;
import org.chokepoint.serving.ServiceLevel;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One hour of 100 requests a second, a thousand tokens in and a thousand out, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RequestBenchmark {
    private static final double PER_SECOND = 100;
    private static final int REQUESTS = 360_000;

    /** An iteration of about 8 ms and 20 µs a sequence, with 1.2 ns for each cached token and 10 µs for each of a prompt. */
    private static final IterationTime TIME =
            (decodes, cached, prompt, pairs) -> 8e-3 + 2e-5 * decodes + 1.2e-9 * cached + 1e-5 * prompt + 2e-10 * pairs;

    /** Instances. */
    @Param({"8", "16"})
    public int instances;

    /** Which instance gets a request. */
    @Param({"ROUND_ROBIN", "FEWEST_OUTSTANDING"})
    public Dispatch dispatch;

    private Requests requests;
    private RequestSimulation simulation;

    /** Iterations of a run, which JMH adds up over what it measures. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Iterations {
        /** Of the last run, of all instances. */
        public long iterations;
    }

    /** Draws the requests. */
    @Setup
    public void setUp() {
        requests = Requests.draw(
                new Arrivals.Poisson(PER_SECOND),
                new Lengths.Uniform(800, 1200),
                new Lengths.Uniform(800, 1200),
                REQUESTS,
                1);
        Scheduler scheduler = Scheduler.chunked(512, 2048, 1_000_000, 16);
        simulation = RequestSimulation.of(new Service.Aggregated(new Pool(TIME, scheduler, instances, dispatch)));
    }

    /** The run and its figures. */
    @Benchmark
    public RequestStatistics hour(Iterations counter) {
        ServedRequests served = simulation.run(requests, 1);
        counter.iterations = served.totals().get(0).iterations();
        return RequestStatistics.of(served, new ServiceLevel(2, 0.05));
    }
}
