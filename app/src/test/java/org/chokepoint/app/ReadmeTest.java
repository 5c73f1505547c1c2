package org.chokepoint.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chokepoint.catalog.Catalog;
import org.chokepoint.catalog.Shelf;
import org.chokepoint.study.Chokepoint;
import org.chokepoint.study.Progress;
import org.chokepoint.study.TrainAnswer;
import org.chokepoint.study.TrainQuestion;
import org.chokepoint.units.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README shows what the product prints today. */
final class ReadmeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SCREEN = Pattern.compile("```console\n\\$ \\./chokepoint (.*)\n([^`]*)```");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\S+) \\| (\\S+) \\| (\\S+) to (\\S+) \\|");

    private static String readme() {
        try {
            return Files.readString(ROOT.resolve("README.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
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
        Catalog catalog = new Catalog(Shelf.of(ROOT.resolve("catalog")), java.util.List.of());
        TrainAnswer answer = new Chokepoint(catalog).ask(TrainQuestion.of(row.group(1)), Progress.NONE);
        TrainAnswer.Run run = answer.run();
        assertThat(row.group(2))
                .isEqualTo(
                        millions(answer.published().orElseThrow().rows().get(0).reported()));
        assertThat(row.group(3)).isEqualTo(millions(run.gpuHoursProductive()));
        assertThat(row.group(4)).isEqualTo(millions(run.gpuHoursProductiveLow()));
        assertThat(row.group(5)).isEqualTo(millions(run.gpuHoursProductiveHigh()));
    }

    private static String millions(double hours) {
        double thousands = Math.rint(hours / 1e3);
        return Figure.plain(Math.floor(thousands / 1e3), 9) + "."
                + Figure.plain(1000 + thousands % 1e3, 4).substring(2) + "M";
    }
}
