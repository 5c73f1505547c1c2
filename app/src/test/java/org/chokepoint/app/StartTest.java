package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process loads. What costs time at a start is loaded only by commands that use it. */
final class StartTest {
    @TempDir
    Path folder;

    @Test
    void onlyPicturesLoadJavaScript() throws Exception {
        assertThat(loaded("train", "deepseek-v3"))
                .anyMatch(name -> name.startsWith("org.chokepoint.app.Main"))
                .noneMatch(name -> name.startsWith("org.mozilla.") || name.startsWith("org.chokepoint.app.chart."));
        assertThat(loaded("train", "deepseek-v3", "--format", "svg"))
                .anyMatch(name -> name.startsWith("org.mozilla.javascript."));
    }

    /** Names of the classes that a command loads, in a process of its own. */
    private List<String> loaded(String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xlog:class+load:file=" + log,
                "-Dchokepoint.catalog=src/test/resources/catalog",
                "-cp",
                System.getProperty("java.class.path"),
                "org.chokepoint.app.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> line.replaceFirst("^(\\[[^]]*] *)+", "")).toList();
        }
    }
}
