package org.chokepoint.app;

import java.util.Collections;
import java.util.List;
import picocli.AutoComplete;

/** {@code chokepoint completion}. */
final class Completion {
    static final String NAME = "completion";

    private Completion() {}

    static Help help() {
        return new Help(
                "./chokepoint completion",
                "Prints a script that completes commands and options in bash and zsh.",
                Collections.emptyMap(),
                List.of(new Help.Group("Options", List.of(CommonOptions.help()))),
                List.of("./chokepoint completion > completion.bash", "source completion.bash"),
                "");
    }

    /** The script. */
    static String script(Commands commands) {
        return AutoComplete.bash(Commands.NAME, commands.line());
    }
}
