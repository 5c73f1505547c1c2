package org.chokepoint.app;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chokepoint.app.report.Report;
import org.chokepoint.app.report.TerminalRenderer;
import org.chokepoint.evidence.Fault;
import org.chokepoint.study.Infeasible;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The command line. Exit codes: 0 answered, 1 our fault, 2 bad input, 3 no feasible answer. */
public final class Main {
    private static final int OURS = 1;
    private static final int BAD_INPUT = 2;
    private static final int INFEASIBLE = 3;

    private final Screen screen;

    Main(Screen screen) {
        this.screen = screen;
    }

    /** Runs a command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(new Main(Screen.ofProcess()).run(args));
    }

    /** Runs a command line; returns the exit code. */
    int run(String... args) {
        try {
            return answer(args);
        } catch (Fault e) {
            screen.error(e.at() + ": " + e.what(), "Maybe " + e.maybe());
            return BAD_INPUT;
        } catch (Infeasible e) {
            screen.error(e.what(), "Nearest: " + e.nearest());
            screen.notes(e.notes());
            return INFEASIBLE;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return failed(e, Arrays.asList(args).contains(CommonOptions.DEBUG));
        } finally {
            screen.out().flush();
        }
    }

    private int failed(Throwable e, boolean debug) {
        screen.error(
                "Chokepoint failed, and that is our fault: " + e,
                "Maybe report it with the stack trace, which --debug shows.");
        if (debug) {
            e.printStackTrace(screen.err());
        }
        return OURS;
    }

    private int answer(String[] args) {
        if (args.length == 0) {
            screen.out().print(FrontPage.text());
            return 0;
        }
        Commands commands = new Commands();
        List<ParseResult> parsed = commands.parse(args);
        ParseResult line = parsed.get(parsed.size() - 1);
        CommandLine called = line.commandSpec().commandLine();
        Optional<ParseResult> help =
                parsed.stream().filter(ParseResult::isUsageHelpRequested).findFirst();
        if (help.isPresent()) {
            CommandLine wanted = help.get().commandSpec().commandLine();
            Command command = (Command) wanted.getCommandSpec().userObject();
            Report page = command.help().page(wanted.getSubcommands());
            screen.out().print(TerminalRenderer.render(page, screen.styled()));
        } else if (parsed.get(0).isVersionHelpRequested()) {
            screen.out().print(version());
        } else if (line.commandSpec().userObject() instanceof Asking<?> command) {
            return new Door(screen).ask(command.meant(line), line);
        } else if (called.getCommandName().equals(Completion.NAME)) {
            screen.out().print(Completion.script(commands));
        } else {
            throw Misuse.incomplete(called);
        }
        return 0;
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return Commands.NAME + " " + (version == null ? "of a development build" : version) + "\n";
    }
}
