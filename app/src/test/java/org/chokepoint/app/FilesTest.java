package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers in files: the form follows the name, and a file appears whole or not at all. */
final class FilesTest {
    @TempDir
    Path folder;

    private Cli write(Path file, String... more) {
        String[] first = {"train", "deepseek-v3", "-o", file.toString()};
        return Cli.run(Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void theNameTellsTheForm() throws IOException {
        for (Format format : Format.values()) {
            Path file = folder.resolve("answer." + format.extension());
            Cli cli = write(file);
            assertThat(cli).isEqualTo(new Cli(0, "", ""));
            String same =
                    Cli.run("train", "deepseek-v3", "--format", format.word()).out();
            assertThat(Files.readString(file)).isEqualTo(same);
        }
        assertThat(folder.toFile().list()).hasSize(Format.values().length);
    }

    @Test
    void argumentsAreTextWhateverTheFileIsCalled() throws IOException {
        Path file = folder.resolve("args.sh");
        assertThat(write(file, "--emit", "megatron")).isEqualTo(new Cli(0, "", ""));
        assertThat(Files.readString(file))
                .isEqualTo(Cli.run("train", "deepseek-v3", "--emit", "megatron").out())
                .contains("--expert-model-parallel-size 64\n");
    }

    @Test
    void anOlderAnswerIsReplacedOnlyByAWholeOne() throws IOException {
        Path file = Files.writeString(folder.resolve("answer.json"), "old");
        assertThat(write(file, "--tp", "3").code()).isEqualTo(2);
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(write(file).code()).isZero();
        assertThat(Files.readString(file)).startsWith("{\n");
        assertThat(folder.toFile().list()).containsExactly("answer.json");
    }

    @Test
    void aLinkIsFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
        assertThat(write(link).code()).isZero();
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.readString(file)).startsWith("{\n");
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        Path inside = Files.createDirectory(folder.resolve("answer.json"));
        Cli cli = write(inside);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("is not a file that can be replaced").contains("\nMaybe ");
        assertThat(inside).isDirectory();
    }
}
