package org.chokepoint.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.chokepoint.catalog.JsonTree;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.YamlTree;
import org.chokepoint.economics.PriceBook;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From text to values: what every command does before it reckons. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReadingBenchmark {
    private static final String JSON = """
            {"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
             "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 128256, "hidden_act": "silu",
             "rms_norm_eps": 1e-05, "rope_theta": 500000.0, "max_position_embeddings": 8192,
             "tie_word_embeddings": false, "attention_bias": false, "mlp_bias": false}
            """;

    private static final Location HERE = Location.of("benchmark");

    private String yaml;
    private String csv;
    private Tree strategy;

    /** Reads files of the packaged catalog into memory. */
    @Setup
    public void setUp() throws IOException {
        yaml = resource("/catalog/runs/deepseek-v3.yaml");
        csv = resource("/catalog/rents.csv");
        strategy = YamlTree.read("run.yaml", yaml).entries().get("strategy");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = YamlTree.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A run of the catalog to a located tree. */
    @Benchmark
    public Tree yaml() {
        return YamlTree.read("run.yaml", yaml);
    }

    /** A config to a located tree. */
    @Benchmark
    public Tree json() {
        return JsonTree.read("config.json", JSON);
    }

    /** A tree to the largest record. */
    @Benchmark
    public Strategy record() {
        return RecordReader.read(strategy, Strategy.class);
    }

    /** A config to a network. */
    @Benchmark
    public HuggingFaceImport.Imported config() {
        return HuggingFaceImport.read("config.json", JSON);
    }

    /** The table of rents. */
    @Benchmark
    public PriceBook rents() {
        return PriceBook.read("rents.csv", csv);
    }

    /** One quantity. */
    @Benchmark
    public double quantity() {
        return Quantity.parse("989.5 TFLOP/s", Dimension.COMPUTE_RATE, "peak", HERE);
    }
}
