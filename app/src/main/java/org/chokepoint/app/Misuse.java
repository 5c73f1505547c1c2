package org.chokepoint.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what the parser complains of into a fault with place and remedy. */
final class Misuse {
    private Misuse() {}

    static Fault fault(ParameterException e, List<String> arguments) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched.getUnmatched().get(0), command);
        }
        if (e instanceof OverwrittenOptionException overwritten) {
            String name = name(overwritten.getOverwritten(), arguments);
            return new Fault(Location.of(name), "is given twice.", "one of them is to be removed.");
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec argument = missing.getMissing().get(0);
            String what = argument.isOption() ? "needs a value." : "is missing.";
            return new Fault(Location.of(name(argument, arguments)), what, "see " + called(command) + " --help.");
        }
        if (e.getArgSpec() != null && e.getArgSpec().type() == Boolean.class) {
            String name = name(e.getArgSpec(), arguments);
            String no = name.replaceFirst("^--", "--no-");
            String what = "must be true or false, found '" + e.getValue() + "'.";
            return new Fault(Location.of(name), what, "write " + name + " or " + no + ".");
        }
        String line = e.getMessage().lines().findFirst().orElse("is not understood");
        return new Fault(Location.of(called(command)), line + ".", "see " + called(command) + " --help.");
    }

    private static Fault unmatched(String argument, CommandSpec command) {
        if (argument.startsWith("-") && argument.length() > 1) {
            String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            String what = called(command) + " has no such option.";
            return new Fault(Location.of(name), what, remedy(name, options(command), command));
        }
        List<String> commands = new ArrayList<>(command.subcommands().keySet());
        if (!commands.isEmpty()) {
            String what = called(command) + " has no such command; it has " + String.join(", ", commands) + ".";
            return new Fault(Location.of(argument), what, remedy(argument, commands, command));
        }
        String what = called(command) + " takes no further argument.";
        return new Fault(Location.of(argument), what, "an option name is missing before it, or quotes around it.");
    }

    private static String remedy(String unknown, List<String> known, CommandSpec command) {
        List<String> near = Nearest.names(unknown, known, 2);
        return near.isEmpty() ? "see " + called(command) + " --help." : "you meant " + String.join(" or ", near) + ".";
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            for (String name : option.names()) {
                names.add(name);
                if (option.negatable() && name.length() > 5) {
                    names.add("--no-" + name.substring(2));
                }
            }
        }
        return names;
    }

    /** An option as written, or the name of a positional argument. */
    private static String name(ArgSpec argument, List<String> arguments) {
        return argument instanceof OptionSpec option
                ? written(option, arguments).orElse(option.longestName())
                : argument.paramLabel();
    }

    /** How an option was written: the last of its names among the arguments. */
    static Optional<String> written(OptionSpec option, List<String> arguments) {
        Optional<String> found = Optional.empty();
        for (String argument : arguments) {
            String name = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            for (String known : option.names()) {
                if (name.equals(known) || option.negatable() && name.equals("--no-" + known.substring(2))) {
                    found = Optional.of(name);
                }
            }
        }
        return found;
    }

    /** A command as it is called. */
    static String called(CommandSpec command) {
        return command.qualifiedName(" ");
    }

    /** A command that needs one of its own. */
    static Fault incomplete(CommandLine line) {
        String commands = line.getSubcommands().keySet().stream().collect(Collectors.joining(", "));
        String called = called(line.getCommandSpec());
        String first = line.getSubcommands().keySet().iterator().next();
        return new Fault(Location.of(called), "needs one of: " + commands + ".", "./" + called + " " + first);
    }
}
