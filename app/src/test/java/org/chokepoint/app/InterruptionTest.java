package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search that is told to end shows the best layout until then, and says that it was stopped. */
@Tag("launcher")
final class InterruptionTest {
    @Test
    void showsTheBestSoFar(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out.txt");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        // a space that takes minutes
        Process search = new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dchokepoint.catalog="
                                + Path.of("../catalog").toAbsolutePath().normalize(),
                        "org.chokepoint.app.Main",
                        "search",
                        "deepseek-v3",
                        "--micro-batch",
                        "1..16",
                        "--offload",
                        "none,optimizer,activations",
                        "--gradient-overlap=true")
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        Thread.sleep(6000);
        assertThat(search.isAlive()).as(Files.readString(out)).isTrue();
        search.toHandle().destroy();
        assertThat(search.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out)).startsWith("Best by time: ").contains("The search was stopped");
    }
}
