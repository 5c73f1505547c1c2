package org.chokepoint.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.Report.Block;
import org.chokepoint.app.report.Report.Column;
import org.chokepoint.app.report.Report.Heading;
import org.chokepoint.app.report.Report.Sentence;
import org.chokepoint.app.report.Report.Table;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What {@code --help} says of a command.
 *
 * @param usage how it is called
 * @param about what it answers, a sentence
 * @param arguments arguments without a name, each with what it is
 * @param groups options under their headings
 * @param examples commands that run
 * @param ending what else is to be known; may be empty
 */
record Help(
        String usage,
        String about,
        Map<String, String> arguments,
        List<Group> groups,
        List<String> examples,
        String ending) {

    /**
     * Options under a heading.
     *
     * @param heading what they are about
     * @param options in order
     */
    record Group(String heading, List<OptionSpec> options) {}

    /** The page, with the commands below this one. */
    Report page(Map<String, CommandLine> below) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Sentence(about, true));
        blocks.add(new Report.Code(usage));
        if (!below.isEmpty()) {
            blocks.add(new Heading("Commands"));
            blocks.add(commands(below));
        }
        if (!arguments.isEmpty()) {
            blocks.add(new Heading("Argument"));
            List<List<String>> rows = new ArrayList<>();
            arguments.forEach((name, text) -> rows.add(List.of(name, text)));
            blocks.add(table(rows));
        }
        for (Group group : groups) {
            blocks.add(new Heading(group.heading()));
            blocks.add(table(group.options().stream().map(Help::row).toList()));
        }
        blocks.add(new Heading("Examples"));
        examples.forEach(example -> blocks.add(new Report.Code(example)));
        if (!ending.isEmpty()) {
            blocks.add(new Sentence(ending, false));
        }
        return new Report(blocks);
    }

    private static Table commands(Map<String, CommandLine> below) {
        List<List<String>> rows = new ArrayList<>();
        below.forEach((name, line) -> {
            Help help = ((Command) line.getCommandSpec().userObject()).help();
            rows.add(List.of(name, help.about()));
        });
        return table(rows);
    }

    private static List<String> row(OptionSpec option) {
        String names = String.join(", ", option.names());
        boolean flag = option.arity().max() == 0 || option.negatable();
        String label = flag ? "" : " " + option.paramLabel();
        String no = option.negatable() ? ", --no-…" : "";
        return List.of(names + label + no, String.join(" ", option.description()));
    }

    private static Table table(List<List<String>> rows) {
        return new Table(List.of(Column.words(""), Column.words("")), rows);
    }
}
