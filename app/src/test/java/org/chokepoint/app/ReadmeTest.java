package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.study.Chokepoint;
import org.chokepoint.study.Progress;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.study.TrainQuestion;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README shows what the product prints today; {@code -Ddocs.update=true} writes its first screen and table anew. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SCREEN = Pattern.compile("```console\n\\$ \\./chokepoint (.*)\n([^`]*)```");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| \\S+ \\| \\S+ \\| \\S+ to \\S+ \\| \\S+ % \\|$");

    private static final Path FILE = ROOT.resolve("README.md");

    private static String readme() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeAll
    static void update() throws IOException {
        if (Boolean.getBoolean("docs.update")) {
            Matcher screen = SCREEN.matcher(readme());
            assertThat(screen.find()).isTrue();
            long lines = screen.group(2).lines().count();
            String now = Cli.runOnCurrentCatalog(Cli.words(screen.group(1)))
                    .out()
                    .lines()
                    .limit(lines)
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
            String text = readme().replace(screen.group(2), now);
            Files.writeString(FILE, ROW.matcher(text).replaceAll(row -> Matcher.quoteReplacement(row(row.group(1)))));
        }
    }

    private static TrainAnswer answer(String run) {
        Catalog catalog = new Catalog(Shelf.of(ROOT.resolve("catalog")), List.of());
        return new Chokepoint(catalog).ask(TrainQuestion.of(run), Progress.NONE);
    }

    /** A row of the table of published runs. */
    private static String row(String name) {
        TrainAnswer answer = answer(name);
        TrainAnswer.Run run = answer.run();
        TrainAnswer.Row published = answer.published().orElseThrow().rows().get(0);
        long off = Math.round(published.relativeError() * 100);
        return "| `" + name + "` | " + millions(published.reported()) + " | " + millions(run.gpuHoursProductive())
                + " | " + millions(run.gpuHoursProductiveLow()) + " to " + millions(run.gpuHoursProductiveHigh())
                + " | " + (off > 0 ? "+" : "") + off + " % |";
    }

    @Test
    void theFirstScreenIsTheBeginningOfTheAnswer() {
        Matcher screen = SCREEN.matcher(readme());
        assertThat(screen.find()).isTrue();
        Cli cli = Cli.runOnCurrentCatalog(Cli.words(screen.group(1)));
        assertThat(cli.out()).startsWith(screen.group(2));
    }

    static Stream<MatchResult> rows() {
        return ROW.matcher(readme()).results();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("rows")
    void theTableOfPublishedRunsIsWhatWeCompute(MatchResult row) {
        assertThat(row.group()).isEqualTo(row(row.group(1)));
    }

    private static String millions(double hours) {
        double thousands = Math.rint(hours / 1e3);
        return Figure.plain(Math.floor(thousands / 1e3), 9) + "."
                + Figure.plain(1000 + thousands % 1e3, 4).substring(2) + "M";
    }
}
