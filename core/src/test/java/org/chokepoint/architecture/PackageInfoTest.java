package org.chokepoint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of the house that only the sources show: every package says what it is about, and no file grows too long. */
final class PackageInfoTest {
    private static final int LINES_AT_MOST = 500;

    @Test
    void everyPackageSaysWhatItIsAbout() throws IOException {
        List<String> silent = new ArrayList<>();
        for (String module : List.of("core", "app")) {
            TreeSet<Path> packages = new TreeSet<>();
            for (Path file : javaFiles(checkout().resolve(module).resolve("src/main/java"))) {
                packages.add(file.getParent());
            }
            for (Path folder : packages) {
                if (!Files.exists(folder.resolve("package-info.java"))) {
                    silent.add(checkout().relativize(folder).toString());
                }
            }
        }
        assertThat(silent).as("packages without a package-info.java").isEmpty();
    }

    @Test
    void noJavaFileIsLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (String module : List.of("core", "app", "benchmarks")) {
            for (Path file : javaFiles(checkout().resolve(module).resolve("src"))) {
                int lines = Files.readAllLines(file).size();
                if (lines > LINES_AT_MOST) {
                    tooLong.add(checkout().relativize(file) + ": " + lines);
                }
            }
        }
        assertThat(tooLong)
                .as("Java files of more than %d lines", LINES_AT_MOST)
                .isEmpty();
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** Maven runs tests in the module, an editor often in the checkout; the launcher marks the checkout. */
    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("chokepoint"))) {
            folder = folder.getParent();
            assertThat(folder)
                    .as("a folder above the tests that holds ./chokepoint")
                    .isNotNull();
        }
        return folder;
    }
}
