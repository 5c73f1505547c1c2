package org.chokepoint.benchmarks;

import java.util.concurrent.TimeUnit;
import org.chokepoint.study.Chokepoint;
import org.chokepoint.study.Progress;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.study.TrainQuestion;
import org.chokepoint.training.ClosedForm;
import org.chokepoint.training.Job;
import org.chokepoint.training.StepCost;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Time and memory of one training step: the inner loop of searches, bands and sweeps. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EstimateBenchmark {
    private static final int KEYS = 512;

    /** Published run. */
    @Param({"deepseek-v3", "llama-3.1-405b"})
    public String run;

    private Published published;
    private Job[] jobs;
    private ClosedForm cold;
    private ClosedForm warm;
    private Chokepoint chokepoint;
    private int next;

    /** Looks the run up and makes jobs that differ in sequence length, and hence in every shape. */
    @Setup
    public void setUp() {
        published = Published.run(run);
        Job job = published.job();
        jobs = new Job[KEYS];
        for (int i = 0; i < KEYS; i++) {
            jobs[i] = new Job(job.network(), job.accelerators(), job.globalBatch(), 1024 + 64 * i);
        }
        cold = model();
        warm = model();
        chokepoint = new Chokepoint(Published.catalog());
    }

    private ClosedForm model() {
        return new ClosedForm(published.job().network(), published.machine(), 1.1);
    }

    /** A step whose layer costs are not known yet: operators are described and timed. */
    @Benchmark
    public StepCost newKey() {
        if (next == KEYS) {
            next = 0;
            cold = model();
        }
        return cold.step(jobs[next++], published.strategy());
    }

    /** A step whose layer costs are known: stages, schedule, data-parallel communication and memory. */
    @Benchmark
    public StepCost warm() {
        return warm.step(published.job(), published.strategy());
    }

    /** The whole answer of {@code train}: phases, band and evidence, from a catalog that has been read. */
    @Benchmark
    public TrainAnswer answer() {
        return chokepoint.ask(TrainQuestion.of(run), Progress.NONE);
    }
}
