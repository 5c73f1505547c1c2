package org.chokepoint.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.app.chart.Options;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Note;
import org.chokepoint.app.report.Report.Sentence;
import org.chokepoint.app.report.Report.Table;
import org.chokepoint.app.report.Report.Tree;
import org.junit.jupiter.api.Test;

/** The same page for the terminal, as Markdown and as CSV; none of them has room for its picture. */
final class RenderersTest {
    private static final Report PAGE = new Report(List.of(
            new Sentence("It takes 2 hours.", true),
            new Heading("Parts"),
            new Table(
                    List.of(Column.words("part"), Column.numbers("time")),
                    List.of(List.of("one | two", "1 s"), List.of("three, \"four\"", "1,000 s"))),
            new Tree(List.of("a = 1", "= b"), List.of(new Tree(List.of("b"), List.of()))),
            new Report.Picture(new Chart("Parts of the time", 10, 10, new Options().tree())),
            new Note("Data to 2026.")));

    @Test
    void forTheTerminal() {
        assertThat(TerminalRenderer.render(PAGE, false)).isEqualTo("""
                It takes 2 hours.

                Parts
                  part              time
                  one | two          1 s
                  three, "four"  1,000 s

                a = 1
                    = b
                  b

                Data to 2026.
                """);
        assertThat(TerminalRenderer.render(PAGE, true)).startsWith("\u001b[1mIt takes 2 hours.\u001b[0m\n");
    }

    @Test
    void asMarkdown() {
        assertThat(MarkdownRenderer.render(PAGE)).isEqualTo("""
                **It takes 2 hours.**

                ## Parts

                | part | time |
                | --- | ---: |
                | one \\| two | 1 s |
                | three, "four" | 1,000 s |

                - a = 1 · = b
                  - b

                <sub>Data to 2026.</sub>
                """);
    }

    @Test
    void asCsv() {
        assertThat(CsvRenderer.render(PAGE))
                .isEqualTo("part,time\r\none | two,1 s\r\n\"three, \"\"four\"\"\",\"1,000 s\"\r\n");
    }

    @Test
    void noLineIsLongerThanAHundredColumns() {
        String words = "word ".repeat(60).strip();
        Report page = new Report(List.of(
                new Sentence(words, false),
                new Table(
                        List.of(Column.words("a"), Column.words("b"), Column.numbers("c")),
                        List.of(List.of(words, "x".repeat(150), "12"))),
                new Tree(List.of(words), List.of())));
        assertThat(TerminalRenderer.render(page, false).lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void barsGrowByEighths() {
        assertThat(Bar.of(0)).isEmpty();
        assertThat(Bar.of(1)).isEqualTo("█".repeat(24));
        assertThat(Bar.of(1.5 / 24)).isEqualTo("█▌");
        assertThat(Bar.of(7)).isEqualTo("█".repeat(24));
    }
}
