package org.chokepoint.benchmarks;

import java.util.concurrent.TimeUnit;
import org.chokepoint.training.ExecutedStep;
import org.chokepoint.training.StepCost;
import org.chokepoint.training.StepTrace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An executed step whose layer costs are known: turn by turn, with causes, and down to the pieces of layers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TimelineBenchmark {
    /** Published run. DeepSeek-V3 runs 120 micro-batches on 16 ranks. */
    @Param({"deepseek-v3", "llama-3.1-405b"})
    public String run;

    private Published published;
    private ExecutedStep model;

    /** Looks the run up and runs it once. */
    @Setup
    public void setUp() {
        published = Published.run(run);
        model = new ExecutedStep(published.job().network(), published.machine(), 1.1);
        model.seconds(published.job(), published.strategy());
    }

    /** Length of the step: the longest path through its turns. */
    @Benchmark
    public double turns() {
        return model.seconds(published.job(), published.strategy());
    }

    /** The same with a cause for each second, each rank's shares, memory and power. */
    @Benchmark
    public StepCost causes() {
        return model.step(published.job(), published.strategy());
    }

    /** The step with every stream of every rank, layer by layer. */
    @Benchmark
    public double layers() {
        StepTrace trace = model.trace(published.job(), published.strategy());
        double[] seconds = {0};
        trace.pieces((rank, lane, kind, name, microBatch, other, start, end) -> seconds[0] += end - start);
        return seconds[0];
    }
}
