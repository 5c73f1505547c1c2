package org.chokepoint.training.script;

import java.util.List;

/**
 * A command that a script runs.
 *
 * @param words its words after expansion
 * @param directive whether it is a line for the batch system ({@code #SBATCH}) and no command
 */
public record Command(List<Word> words, boolean directive) {
    public Command {
        words = List.copyOf(words);
    }
}
