package org.chokepoint.benchmarks;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.machine.Calibration;
import org.chokepoint.machine.Cluster;
import org.chokepoint.machine.Machine;
import org.chokepoint.machine.Stack;
import org.chokepoint.model.ModelRecord;
import org.chokepoint.model.Network;
import org.chokepoint.model.Storage;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.serving.DeploymentSearch;
import org.chokepoint.serving.Engine;
import org.chokepoint.serving.Formats;
import org.chokepoint.serving.FoundDeployments;
import org.chokepoint.serving.Load;
import org.chokepoint.serving.ServedModel;
import org.chokepoint.serving.ServiceLevel;
import org.chokepoint.serving.Speculation;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A whole search of deployments on one thread, prompts of 4,000 tokens and answers of 1,000, with nothing known before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ServingBenchmark {
    private static final Load LOAD = new Load(4000, 1000, 0);
    private static final ServiceLevel LEVEL = new ServiceLevel(2, 0.03);

    /** Catalog id of a model. */
    @Param({"deepseek-v3", "llama-3.1-70b"})
    public String model;

    /** H200 that it is served on. */
    @Param({"8", "64"})
    public int chips;

    private Network network;
    private Machine machine;
    private Engine engine;
    private DeploymentSearch.Space space;

    /** Points, each a layout at a batch, which JMH turns into those of a second. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Points {
        /** Of all runs. */
        public long points;
    }

    /** Looks up the model and the machine. */
    @Setup
    public void setUp() {
        Catalog catalog = Published.catalog();
        Location here = Location.of("benchmark");
        Cluster cluster = catalog.find(Cluster.KIND, "hgx-h200", here).value();
        Accelerator chip =
                catalog.find(Accelerator.KIND, cluster.accelerator(), here).value();
        Calibration calibration =
                catalog.find(Calibration.KIND, chip.family(), here).value();
        ModelRecord record = catalog.find(ModelRecord.KIND, model, here).value();
        network = HuggingFaceImport.read(record.id(), record.config()).network();
        machine = new Machine(chip, cluster, calibration, Stack.ofKernels());
        engine = catalog.find(Engine.KIND, "vllm", here).value();
        Optional<Integer> free = Optional.empty();
        Formats formats = Formats.of(Storage.FP8, Storage.BF16, network, chip);
        space = new DeploymentSearch.Space(formats, Speculation.NONE, 1.2, false, true, true, free, free, free, free);
    }

    /** All layouts at all batches, those that keep a level, and the front. */
    @Benchmark
    public void search(Points counter, Blackhole answers) {
        ServedModel served = new ServedModel(network, machine, engine);
        FoundDeployments found = DeploymentSearch.of(served, LOAD, chips, space);
        answers.consume(found.kept(LEVEL));
        answers.consume(found.front());
        counter.points += found.points().size();
    }
}
