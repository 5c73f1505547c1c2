package org.chokepoint.catalog;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.chokepoint.economics.PriceBook;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.machine.Accelerator;
import org.chokepoint.model.huggingface.HuggingFaceImport;
import org.chokepoint.training.Strategy;
import org.chokepoint.units.Dimension;
import org.chokepoint.units.Quantity;
import org.junit.jupiter.api.Tag;

/** Whatever is fed to a reader, nothing but a {@link Fault} comes out. */
@Tag("fuzz")
final class ReadersFuzzTest {
    private static final Location HERE = Location.of("fuzz");

    private static void onlyFaults(Runnable reader) {
        try {
            reader.run();
        } catch (Fault e) {
            if (e.what().isBlank() || e.maybe().isBlank()) {
                throw new IllegalStateException("a fault without words", e);
            }
        }
    }

    @FuzzTest(maxDuration = "2m")
    void yaml(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        onlyFaults(() -> YamlTree.read("a.yaml", text));
    }

    @FuzzTest(maxDuration = "2m")
    void json(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        onlyFaults(() -> JsonTree.read("a.json", text));
    }

    @FuzzTest(maxDuration = "2m")
    void rents(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        onlyFaults(() -> PriceBook.read("rents.csv", text));
    }

    @FuzzTest(maxDuration = "2m")
    void quantity(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        for (Dimension dimension : Dimension.values()) {
            onlyFaults(() -> {
                double value = Quantity.parse(text, dimension, "value", HERE);
                if (!(value >= 0) || Double.isInfinite(value)) {
                    throw new IllegalStateException("'" + text + "' is no quantity of " + dimension);
                }
            });
        }
    }

    @FuzzTest(maxDuration = "2m")
    void config(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        onlyFaults(() -> HuggingFaceImport.read("config.json", text));
    }

    @FuzzTest(maxDuration = "2m")
    void strategy(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        onlyFaults(() -> RecordReader.read(YamlTree.read("a.yaml", text), Strategy.class));
    }

    @FuzzTest(maxDuration = "2m")
    void accelerator(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        onlyFaults(() -> Catalog.entry(Accelerator.KIND, "a.yaml", text, YamlTree.read("a.yaml", text)));
    }
}
