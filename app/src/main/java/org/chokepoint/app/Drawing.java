package org.chokepoint.app;

import java.util.ArrayList;
import java.util.List;
import org.chokepoint.app.chart.Chart;
import org.chokepoint.evidence.Fault;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command whose answer can be drawn.
 *
 * @param <A> answer to it
 */
sealed interface Drawing<A> extends Asking<A>
        permits ControlsCommands.Mapping, RoutingCommand, ServeCommand, TrainCommand, ValidateCommand {
    /** Pictures of the answer, from top to bottom. */
    List<Chart> charts(A answer);

    /** Refuses a command line that wants a picture of what has none. */
    static void check(Asking<?> command, ParseResult line) {
        String remedy = "write it as table, json, csv or markdown.";
        if (!(command instanceof Drawing)) {
            List<String> drawn = new ArrayList<>();
            collect(line.commandSpec().root(), drawn);
            String what = "there is no picture of this answer; those of " + String.join(", ", drawn) + " have one.";
            throw new Fault(CommonOptions.placeOfFormat(line), what, remedy);
        }
        if (!CommonOptions.explained(line).isEmpty()) {
            throw new Fault(CommonOptions.placeOfFormat(line), "there is no picture of an explanation.", remedy);
        }
    }

    private static void collect(CommandSpec command, List<String> drawn) {
        if (command.userObject() instanceof Drawing) {
            drawn.add(Misuse.called(command));
        }
        for (CommandLine below : command.subcommands().values()) {
            collect(below.getCommandSpec(), drawn);
        }
    }
}
