package org.chokepoint.training.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.chokepoint.evidence.Fault;

/**
 * What a launch script runs.
 *
 * @param file name for messages
 * @param commands commands in order
 * @param definitions variables at the end
 * @param takenAsEmpty variables that conditions ask for and the file does not set
 */
public record LaunchScript(String file, List<Command> commands, List<Definition> definitions, List<Word> takenAsEmpty) {
    public LaunchScript {
        commands = List.copyOf(commands);
        definitions = List.copyOf(definitions);
        takenAsEmpty = List.copyOf(takenAsEmpty);
    }

    /**
     * Reads a script, or a plain list of arguments: a text that begins with an option. Such a list is one command whatever its
     * lines, and has no operators.
     *
     * @param file name for messages
     * @param matters whether an option, named without dashes, must not stand under a condition that can't be settled
     * @throws Fault if a quote or bracket is not closed, or if it can't be told whether an option that matters is given
     */
    public static LaunchScript read(String file, String text, Predicate<String> matters) {
        if (isList(text)) {
            Variables none = new Variables();
            List<Word> words = new ArrayList<>();
            new Lexer(file, text).list().forEach(raw -> words.addAll(none.words(raw.parts())));
            return new LaunchScript(file, List.of(new Command(words, false)), List.of(), List.of());
        }
        Interpreter interpreter = new Interpreter(file, matters);
        interpreter.run(new Lexer(file, text).tokens());
        return new LaunchScript(file, interpreter.commands(), interpreter.definitions(), interpreter.takenAsEmpty());
    }

    private static boolean isList(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.equals("\\"))
                .findFirst()
                .filter(line -> line.startsWith("-"))
                .isPresent();
    }
}
