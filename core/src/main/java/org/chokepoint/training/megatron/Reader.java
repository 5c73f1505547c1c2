package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;
import org.chokepoint.training.script.Command;
import org.chokepoint.training.script.Definition;
import org.chokepoint.training.script.LaunchScript;
import org.chokepoint.training.script.Word;

/** Sorts the words of a launch script into arguments that are read, arguments that are listed, and the rest. */
final class Reader {
    private static final Pattern BAG = Pattern.compile("(?i)\\$([@*]|\\w*(arg|opt|flag|extra|param)\\w*)");

    private final Map<Argument, Given> given = new EnumMap<>(Argument.class);
    private final List<Listed> listed = new ArrayList<>();
    private final List<Location> seen = new ArrayList<>();

    /** Reads the words of one command, or of a list of arguments. */
    void add(List<Word> words) {
        int i = 0;
        while (i < words.size()) {
            Word name = words.get(i++);
            List<Word> values = new ArrayList<>();
            if (name.isOption() && name.text().indexOf('=') >= 0) {
                values.add(name.from(name.text().indexOf('=') + 1));
            }
            while (i < words.size() && !opens(words.get(i)) && !isBag(words.get(i))) {
                values.add(words.get(i++));
            }
            seen.add(name.at());
            if (isKnown(name)) {
                add(name, values);
            } else {
                list(name, values);
            }
        }
    }

    private static boolean isKnown(Word word) {
        return word.isOption()
                && word.unresolved().filter(why -> !hasValue(word)).isEmpty();
    }

    private static boolean hasValue(Word word) {
        return word.text().indexOf('=') >= 0
                && word.text().indexOf('$') > word.text().indexOf('=');
    }

    /** Whether a word is the name of an argument, or can't be the value of one. */
    private static boolean opens(Word word) {
        return word.text().startsWith("-") && !word.text().matches("-\\.?\\d.*");
    }

    /** Whether a word stands for arguments that the file does not show. */
    private static boolean isBag(Word word) {
        return word.unresolved().isPresent() && BAG.matcher(word.text()).matches();
    }

    private void add(Word name, List<Word> values) {
        Optional<Argument> argument = Argument.named(name.option());
        if (argument.isEmpty()) {
            list(name, values);
            return;
        }
        Form form = argument.get().form();
        int most = form == Form.WORDS ? values.size() : form == Form.SWITCH ? 0 : 1;
        List<Word> own = values.subList(0, Math.min(most, values.size()));
        values.subList(own.size(), values.size()).forEach(word -> surplus(argument.get(), word));
        if (own.isEmpty() && form != Form.SWITCH) {
            throw new Fault(
                    name.at(),
                    argument.get().written() + " needs a value.",
                    "it was lost with a line, or the argument is a slip.");
        }
        put(new Given(argument.get(), name.at(), own));
    }

    /** A word too many: it may be a variable that holds further arguments. */
    private void surplus(Argument argument, Word word) {
        if (word.unresolved().isEmpty()) {
            String takes = argument.form() == Form.SWITCH ? "no value" : "one value";
            throw new Fault(
                    word.at(),
                    argument.written() + " takes " + takes + ", and '" + word.text() + "' follows.",
                    "dashes are missing in front of it.");
        }
        list(word, List.of());
    }

    private void put(Given next) {
        Given before = given.putIfAbsent(next.argument(), next);
        if (before != null && !before.shown().equals(next.shown())) {
            throw new Fault(
                    next.at(),
                    next.shown() + " contradicts " + before.shown() + " in line "
                            + before.at().line() + ".",
                    "one of them is to be removed.");
        }
    }

    private void list(Word name, List<Word> values) {
        Standing standing = Standing.UNKNOWN;
        if (isKnown(name)) {
            standing = OtherArguments.of(
                    name.option(), values.stream().map(Word::text).toList());
        }
        listed.add(new Listed(standing, name, values));
    }

    /** The words of a script that are arguments: those of its commands, else those of its variables. */
    static MegatronFile read(LaunchScript script) {
        Reader reader = new Reader();
        for (Command command : script.commands()) {
            if (!command.directive() && isTraining(command.words())) {
                reader.add(split(command.words()));
            }
        }
        if (reader.seen.isEmpty()) {
            for (Definition definition : script.definitions()) {
                if (isTraining(definition.words())) {
                    reader.add(split(definition.words()));
                }
            }
        } else {
            reader.leftOver(script.definitions());
        }
        return reader.file(script.file(), script.takenAsEmpty(), Launch.of(script));
    }

    MegatronFile file(String file, List<Word> takenAsEmpty, Optional<Launch> launch) {
        if (given.isEmpty()) {
            throw new Fault(
                    Location.of(file),
                    "gives no argument that is known here.",
                    "it is no launch script of Megatron-LM; one line would be --tensor-model-parallel-size 8.");
        }
        return new MegatronFile(file, given, listed, takenAsEmpty, launch);
    }

    /** Variables that hold arguments and are not passed on. */
    private void leftOver(List<Definition> definitions) {
        for (Definition definition : definitions) {
            Optional<Word> first = definition.words().stream()
                    .filter(word ->
                            word.isOption() && Argument.named(word.option()).isPresent())
                    .findFirst();
            if (first.isPresent() && !seen.contains(first.get().at())) {
                Word name = Word.of(
                        "$" + definition.name(), definition.words().get(0).at());
                listed.add(new Listed(Standing.UNKNOWN, name, List.of(Word.of("(not passed on)", name.at()))));
            }
        }
    }

    private static boolean isTraining(List<Word> words) {
        return words.stream()
                .anyMatch(word -> word.isOption()
                        && (word.equals(words.get(0))
                                || Argument.named(word.option()).isPresent()));
    }

    /** Arguments without what launches the program; words that hold several are cut. */
    private static List<Word> split(List<Word> words) {
        List<Word> arguments = new ArrayList<>();
        int program = program(words);
        for (int i = 0; i < words.size(); i++) {
            if (i > program || i < program && words.get(i).isOption()) {
                cut(words.get(i), arguments);
            }
        }
        return arguments;
    }

    /** Where the program stands, behind which its arguments follow; -1 where all are arguments. */
    private static int program(List<Word> words) {
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (word.text().endsWith(".py")) {
                return i;
            }
            if (word.isOption() && Argument.named(word.option()).isPresent()) {
                return -1;
            }
        }
        return -1;
    }

    private static void cut(Word word, List<Word> into) {
        String text = word.text();
        boolean several = word.isOption() && word.unresolved().isEmpty() && text.matches("--[\\w-]+\\s.*");
        if (several) {
            int from = 0;
            for (int i = 0; i <= text.length(); i++) {
                if (i == text.length() || Character.isWhitespace(text.charAt(i))) {
                    if (i > from) {
                        into.add(
                                Word.of(text.substring(from, i), word.from(from).at()));
                    }
                    from = i + 1;
                }
            }
        } else if (!text.isEmpty()) {
            into.add(bare(word));
        }
    }

    /** A word without the quotes that a shell would have left in it. */
    private static Word bare(Word word) {
        String text = word.text();
        boolean quoted = text.length() > 2 && text.matches("(?s)'[^']*'|\"[^\"]*\"");
        return quoted
                ? new Word(text.substring(1, text.length() - 1), word.from(1).at(), word.unresolved())
                : word;
    }

    /** The nearest name that would have been read, for an unknown one. */
    static Optional<String> nearest(String option) {
        List<String> near = Nearest.names(option, Argument.names(), 1);
        return near.isEmpty() ? Optional.empty() : Optional.of("--" + near.get(0));
    }
}
