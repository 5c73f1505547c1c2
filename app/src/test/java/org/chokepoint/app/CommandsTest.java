package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chokepoint.catalog.RecordReader;
import org.chokepoint.training.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What a command line promises: every command it shows runs, every field has its option, every option its line. */
final class CommandsTest {
    static Stream<String> shown() {
        List<String> commands = new ArrayList<>();
        FrontPage.ENTRIES.forEach(entry -> commands.add(entry.command()));
        collect(new Commands().line(), commands);
        return commands.stream()
                .distinct()
                .filter(command -> Stream.of("train", "serve", "routing", "controls", "catalog")
                        .anyMatch(command::startsWith));
    }

    private static void collect(CommandLine line, List<String> into) {
        Help help = ((Command) line.getCommandSpec().userObject()).help();
        help.examples().forEach(example -> into.add(example.replace("./chokepoint ", "")));
        line.getSubcommands().values().forEach(below -> collect(below, into));
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyCommandThatIsShownRuns(String command, @TempDir Path folder) {
        String here = command.replace("-o ", "-o " + folder + "/").replace("examples/", "../examples/");
        Cli cli = Cli.runOnCurrentCatalog(Cli.words(here));
        assertThat(cli.err().lines()).allMatch(line -> line.startsWith("note: "));
        assertThat(cli.code()).isZero();
    }

    @Test
    void theExampleScriptIsReadAsItsPageSays() throws IOException {
        String shown = "train llama-3.1-70b --on 1024xH100 --tokens 15T --strategy examples/megatron-args.sh";
        assertThat(Files.readString(Path.of("../docs/strategy-arguments.md"))).contains("./chokepoint " + shown + "\n");
        assertThat(Files.readString(Path.of("../examples/megatron-args.sh"))).contains("./chokepoint " + shown + "\n");
        Cli cli = Cli.runOnCurrentCatalog(Cli.words(shown.replace("examples", "../examples")));
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out())
                .contains(
                        "tensor 8, pipeline 4, data 32",
                        "64 micro-batches",
                        "interleaved, 4 virtual stages, layers 4 × 20")
                .contains("not understood: $@ (line 46: which the file does not set)");
    }

    @Test
    void theExampleLogIsOfTheExampleScript() throws IOException {
        String shown = "validate --log examples/megatron.log --strategy examples/megatron-args.sh --on H100";
        assertThat(Files.readString(Path.of("../README.md"))).contains("./chokepoint " + shown + " ");
        assertThat(Files.readString(Path.of("../docs/logs.md"))).contains("./chokepoint " + shown + "\n");
        Cli cli = Cli.runOnCurrentCatalog(Cli.words(shown.replace("examples", "../examples")));
        assertThat(cli.err()).isEmpty();
        assertThat(cli.out())
                .startsWith("Measured 22.6 s a step, predicted ")
                .contains("1,024 × h100-sxm5-80gb", "2,048 sequences of 8,192 tokens", "10 of 12");
        String printed = "validate --log ../examples/megatron.log --on H100";
        Cli own = Cli.runOnCurrentCatalog(Cli.words(printed));
        assertThat(own.out().lines().findFirst()).isEqualTo(cli.out().lines().findFirst());
    }

    @Test
    void thereAreSixQuestionsToStartFrom() {
        Cli cli = Cli.run();
        assertThat(cli.code()).isZero();
        assertThat(FrontPage.ENTRIES).hasSize(6);
        FrontPage.ENTRIES.forEach(entry -> assertThat(cli.out()).contains("./chokepoint " + entry.command()));
    }

    @Test
    void everyFieldOfAStrategyHasAnOptionAndAWordOfHelp() {
        CommandLine train = new Commands().line().getSubcommands().get("train");
        Stream.of(Strategy.class.getRecordComponents()).map(RecordReader::key).forEach(key -> {
            assertThat(StrategyWords.knows(key)).as(key).isTrue();
            assertThat(train.getCommandSpec().findOption("--" + key.replace('_', '-')))
                    .as(key)
                    .isNotNull();
        });
    }

    @Test
    void shortNamesOfTheFieldWork() {
        CommandLine train = new Commands().line().getSubcommands().get("train");
        for (String name : List.of("tp", "sp", "pp", "vpp", "ep", "etp", "cp", "zero", "mbs", "micro-batch", "seq")) {
            assertThat(train.getCommandSpec().findOption("--" + name)).as(name).isNotNull();
        }
    }

    @Test
    void helpIsTheSameByWordAndByOption() {
        assertThat(Cli.run("help", "catalog", "show")).isEqualTo(Cli.run("catalog", "show", "--help"));
    }

    @Test
    void versionAndCompletionAreAnswers() {
        assertThat(Cli.run("--version").out()).startsWith("chokepoint ");
        Cli completion = Cli.run("completion");
        assertThat(completion.code()).isZero();
        assertThat(completion.out()).startsWith("#!").contains("--tensor-parallel", "dualpipe");
    }
}
