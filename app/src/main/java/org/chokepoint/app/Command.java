package org.chokepoint.app;

/** Something that can be called. */
sealed interface Command permits Asking, Command.Branch {
    /** What {@code --help} says of it. */
    Help help();

    /**
     * A command that asks nothing itself.
     *
     * @param help what {@code --help} says of it
     */
    record Branch(Help help) implements Command {}
}
