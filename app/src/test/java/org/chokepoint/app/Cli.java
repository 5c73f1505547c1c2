package org.chokepoint.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A command line that was run.
 *
 * @param code exit code
 * @param out what stood on standard output
 * @param err what stood on standard error
 */
record Cli(int code, String out, String err) {
    private static final String FROZEN = "src/test/resources/catalog";
    private static final String CURRENT = "../catalog";

    /** Runs a command line on the frozen test catalog. */
    static Cli run(String... args) {
        return run(FROZEN, args);
    }

    /** Runs a command line on the catalog of the checkout. */
    static Cli runOnCurrentCatalog(String... args) {
        return run(CURRENT, args);
    }

    private static Cli run(String catalog, String... args) {
        System.setProperty("chokepoint.catalog", catalog);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Screen screen = new Screen(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int code = new Main(screen).run(args);
        return new Cli(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Arguments of a command as one would type it. */
    static String[] words(String command) {
        String[] words = command.split(" +(?=(?:[^']*'[^']*')*[^']*$)", -1);
        return Stream.of(words).map(word -> word.replace("'", "")).toArray(String[]::new);
    }
}
