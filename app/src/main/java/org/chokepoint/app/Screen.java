package org.chokepoint.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where text goes: answers to standard output, all else to standard error. UTF-8 with plain line feeds on every system.
 *
 * @param out answers
 * @param err errors and progress
 * @param styled whether a person reads it on a terminal that shows colours
 */
record Screen(PrintStream out, PrintStream err, boolean styled) {
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    /** The process's own streams. */
    static Screen ofProcess() {
        return new Screen(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal() && wantsColours());
    }

    /** Both standard input and output are a terminal; from Java 22 on a console exists without one, too. */
    @SuppressWarnings("SystemConsoleNull") // both cases are looked at
    private static boolean isTerminal() {
        Object console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) console.getClass().getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22
        }
    }

    /** See no-color.org. */
    private static boolean wantsColours() {
        String none = System.getenv("NO_COLOR");
        return (none == null || none.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }

    /** What else there is to say, a line each. */
    void notes(List<String> notes) {
        notes.forEach(note -> err.print("note: " + note + "\n"));
    }

    /** An error: what is wrong, and the remedy on a line of its own. */
    void error(String what, String remedy) {
        err.print((styled ? RED + "error:" + PLAIN : "error:") + " " + what + "\n" + remedy + "\n");
    }
}
