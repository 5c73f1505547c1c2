package org.chokepoint.training.megatron;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.Network;
import org.chokepoint.training.Strategy;
import org.junit.jupiter.api.Tag;

/** Whatever is taken for a launch script, nothing but a {@link Fault} comes out. */
@Tag("fuzz")
final class MegatronFuzzTest {
    private static final Network DENSE = Scripts.network("llama-3.1-8b");
    private static final Network ROUTED = Scripts.network("deepseek-v3");

    private static void onlyFaults(String file, String text, Network network) {
        try {
            MegatronFile read = MegatronFile.read(file, text);
            read.notes();
            read.sequenceLength();
            read.globalBatch();
            read.tokens(4096, 64);
            read.ramp(4096);
            MegatronFile.FileStrategy strategy = read.strategy(network, 64);
            RecordReader.read(Trees.mapping(Location.of(file), strategy.fields()), Strategy.class);
        } catch (Fault e) {
            if (e.what().isBlank() || e.maybe().isBlank()) {
                throw new IllegalStateException("a fault without words", e);
            }
        }
    }

    @FuzzTest(maxDuration = "2m")
    void script(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        onlyFaults("a.sh", text, DENSE);
        onlyFaults("a.sh", text, ROUTED);
    }

    @FuzzTest(maxDuration = "2m")
    void yaml(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        onlyFaults("a.yaml", text, DENSE);
        onlyFaults("a.yaml", text, ROUTED);
    }
}
