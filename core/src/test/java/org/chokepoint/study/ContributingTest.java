package org.chokepoint.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.Checkout;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Overlay;
import org.chokepoint.catalog.Shelf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chip that CONTRIBUTING adds in 15 lines really is asked, in the cluster of another. */
final class ContributingTest {
    private static final Pattern CHIP = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void theExampleChipIsAskedFor(@TempDir Path folder) throws IOException {
        Matcher chip = CHIP.matcher(Files.readString(Checkout.path("CONTRIBUTING.md")));
        assertThat(chip.find()).isTrue();
        Path file = folder.resolve("my-chip.yaml");
        Files.writeString(file, chip.group(1));
        Catalog catalog = new Catalog(Shelf.of(Checkout.path("catalog")), List.of(Overlay.of(file)));
        TrainQuestion question = TrainTest.question("llama-3.1-8b", "64xmychip", "1T", Map.of("recompute", "layer"));
        TrainAnswer answer = new Chokepoint(catalog).ask(question, Progress.NONE);
        assertThat(answer.machine().accelerator()).isEqualTo("my-chip");
        assertThat(answer.machine().cluster()).isEqualTo("hgx-h200");
        assertThat(answer.machine().bf16PeakFlopsPerSecond()).isEqualTo(500e12);
        assertThat(answer.headline().answer()).contains("My Chip 96 GB");
    }
}
