package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on a fresh copy of the checkout: it builds once, says so on standard error, and survives damage. */
@Tag("launcher")
final class LauncherTest {
    private static final List<String> NEEDED = List.of(
            "chokepoint",
            "pom.xml",
            ".mvn",
            "catalog",
            "core/pom.xml",
            "core/src/main",
            "app/pom.xml",
            "app/src/main",
            "benchmarks/pom.xml");

    /** A finished process. */
    private record Run(int code, String out, String err) {}

    @Test
    void buildsOnceThenAnswersEvenWithADamagedArchive(@TempDir Path folder) throws Exception {
        Path copy = copied(folder.resolve("a copy"));
        Run first = run(copy, "catalog", "list");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).startsWith("Building once");
        assertThat(first.out()).contains("accelerators").doesNotContain("Building");

        Run second = run(copy, "catalog", "list");
        assertThat(second).isEqualTo(new Run(0, first.out(), ""));

        for (Path archive : archives(copy)) {
            byte[] whole = Files.readAllBytes(archive);
            Files.write(archive, java.util.Arrays.copyOf(whole, whole.length / 2));
            assertThat(run(copy, "catalog", "list")).isEqualTo(second);
            Files.writeString(archive, "not an archive");
            assertThat(run(copy, "catalog", "list")).isEqualTo(second);
        }

        Path broken = copy.resolve("app/src/main/java/org/chokepoint/app/Main.java");
        Files.writeString(broken, Files.readString(broken) + "\nno Java\n");
        Run failed = run(copy, "catalog", "list");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("The sources have changed")
                .contains("Main.java")
                .contains("Maybe");
    }

    private static List<Path> archives(Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(copy.resolve(".chokepoint"))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".jsa")).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static Path copied(Path to) throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        for (String name : NEEDED) {
            try (Stream<Path> files = Files.walk(root.resolve(name))) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path target = to.resolve(root.relativize(file));
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.createDirectories(target.getParent());
                        Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                    }
                }
            }
        }
        return to;
    }

    private static Run run(Path checkout, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("./chokepoint"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        Process process = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
