package org.chokepoint.app.report;

import java.util.List;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.study.Headline;

/**
 * An answer as a page: blocks from top to bottom. Every text is final; renderers only lay it out.
 *
 * @param blocks what stands on the page
 */
public record Report(List<Block> blocks) {
    public Report {
        blocks = List.copyOf(blocks);
    }

    /** The sentences that open the page of an answer. */
    static List<Block> headline(Headline headline) {
        return List.of(
                new Sentence(headline.answer(), true),
                new Sentence(headline.flips(), false),
                new Sentence(headline.restsOn(), false));
    }

    /** All blocks but pictures, for renderers that write text. */
    List<Block> written() {
        return blocks.stream().filter(block -> !(block instanceof Picture)).toList();
    }

    /** A part of a page. */
    public sealed interface Block {}

    /**
     * A heading.
     *
     * @param text without a full stop
     */
    public record Heading(String text) implements Block {}

    /**
     * A paragraph.
     *
     * @param text sentences
     * @param main whether it is the answer itself
     */
    public record Sentence(String text, boolean main) implements Block {}

    /**
     * A table.
     *
     * @param columns heads and alignment
     * @param rows cells by row
     */
    public record Table(List<Column> columns, List<List<String>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A column.
     *
     * @param title head
     * @param number whether cells are numbers, which stand at the right
     */
    public record Column(String title, boolean number) {
        /** A column of words. */
        public static Column words(String title) {
            return new Column(title, false);
        }

        /** A column of numbers. */
        public static Column numbers(String title) {
            return new Column(title, true);
        }
    }

    /**
     * A tree.
     *
     * @param text lines of the node; the first one is its title
     * @param below nodes below it
     */
    public record Tree(List<String> text, List<Tree> below) implements Block {
        public Tree {
            text = List.copyOf(text);
            below = List.copyOf(below);
        }
    }

    /**
     * A picture. Renderers that write text pass over it; {@code -o FILE.svg} writes pictures alone.
     *
     * @param chart what to draw
     */
    public record Picture(Chart chart) implements Block {}

    /**
     * Small print.
     *
     * @param text sentences
     */
    public record Note(String text) implements Block {}

    /**
     * A command to copy, never broken into lines.
     *
     * @param text the command
     */
    public record Code(String text) implements Block {}
}
