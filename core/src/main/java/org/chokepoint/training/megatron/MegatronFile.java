package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.Network;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.script.LaunchScript;
import org.chokepoint.training.script.Word;
import org.chokepoint.units.Figure;

/** A launch script or list of arguments of Megatron-LM. */
public final class MegatronFile {
    private final String file;
    private final Map<Argument, Given> given;
    private final List<Listed> listed;
    private final List<Word> takenAsEmpty;
    private final Optional<Launch> launch;

    MegatronFile(
            String file,
            Map<Argument, Given> given,
            List<Listed> listed,
            List<Word> takenAsEmpty,
            Optional<Launch> launch) {
        this.file = file;
        this.given = Collections.unmodifiableMap(new EnumMap<>(given));
        this.listed = List.copyOf(listed);
        this.takenAsEmpty = List.copyOf(takenAsEmpty);
        this.launch = launch;
    }

    /**
     * Reads a file.
     *
     * @param file name for messages; a name in {@code .yaml} or {@code .yml} means that form
     * @throws org.chokepoint.evidence.Fault if it holds no arguments, or arguments that contradict each other
     */
    public static MegatronFile read(String file, String text) {
        if (YamlArguments.is(file, text)) {
            Reader reader = new Reader();
            reader.add(YamlArguments.words(file, text));
            return reader.file(file, List.of(), Optional.empty());
        }
        return Reader.read(LaunchScript.read(file, text, MegatronFile::matters));
    }

    /**
     * Arguments as a program prints them when it starts.
     *
     * @param file name for messages
     * @param printed values by the names of their variables, with underscores
     * @throws org.chokepoint.evidence.Fault if none of them is known
     */
    public static MegatronFile printed(String file, Map<String, Word> printed) {
        Reader reader = new Reader();
        reader.add(PrintedArguments.words(printed));
        return reader.file(file, List.of(), Optional.empty());
    }

    private static boolean matters(String option) {
        return Argument.named(option)
                .filter(argument -> !argument.field().equals(Argument.MODEL))
                .isPresent();
    }

    /** Name for messages. */
    public String file() {
        return file;
    }

    /** Where the file sets a field of strategy or job by an argument of its own. */
    public Optional<Location> place(String field) {
        return given.values().stream()
                .filter(argument -> argument.argument().field().equals(field))
                .map(Given::at)
                .findFirst();
    }

    /** Tokens of a sequence, if the file says so. */
    public OptionalInt sequenceLength() {
        return JobArguments.sequenceLength(arguments());
    }

    /** Sequences of a step, if the file says so. */
    public OptionalInt globalBatch() {
        return JobArguments.globalBatch(arguments());
    }

    /**
     * Tokens to train on, if the file says so.
     *
     * @param sequenceLength tokens of a sequence
     * @param globalBatch sequences of a step once the batch has grown
     */
    public OptionalDouble tokens(int sequenceLength, int globalBatch) {
        return JobArguments.tokens(arguments(), sequenceLength, globalBatch);
    }

    /**
     * How the batch grows, if the file says so.
     *
     * @param sequenceLength tokens of a sequence
     */
    public Optional<RunPreset.BatchRamp> ramp(int sequenceLength) {
        return JobArguments.ramp(arguments(), sequenceLength);
    }

    /**
     * The strategy that the file means for a model on a number of chips.
     *
     * @param network model, with which the file's description is compared
     * @param accelerators chips, with which the number of processes is compared
     * @throws org.chokepoint.evidence.Fault at a value that can't be read, that contradicts another, the model or the chips,
     *     or that no strategy can express
     */
    public FileStrategy strategy(Network network, int accelerators) {
        Choices choices = new Choices(file);
        Arguments arguments = arguments();
        ModelCheck.check(arguments, network, choices);
        launch.ifPresent(counts -> counts.check(accelerators));
        SizeArguments.read(arguments, network, choices);
        PipelineArguments.read(arguments, network, choices);
        FormatArguments.read(arguments, choices);
        ShardingArguments.read(arguments, accelerators, choices);
        ExpertArguments.read(arguments, network, choices);
        RecomputeArguments.read(arguments, network, choices);
        KernelArguments.read(arguments, choices);
        return new FileStrategy(choices.fields(), choices.notes());
    }

    /**
     * The model that the file describes.
     *
     * @param vocabulary rows of the embedding where something else says so, e.g. a log; else as the file says it, padded
     * @param notes hears what was assumed
     * @throws org.chokepoint.evidence.Fault if it does not describe one
     */
    public Network network(OptionalInt vocabulary, List<String> notes) {
        return ModelArguments.read(file, arguments(), this::listed, vocabulary, notes);
    }

    private Optional<Listed> listed(String option) {
        return listed.stream()
                .filter(each -> each.name().isOption() && each.name().option().equals(option))
                .findFirst();
    }

    /**
     * A whole number that the file gives.
     *
     * @param name of the argument, with underscores as a program prints it
     * @param value number
     * @param at where it stands
     */
    public record Whole(String name, long value, Location at) {}

    /** The whole numbers of layout, batch and model that the file settles. */
    public List<Whole> numbers() {
        List<Whole> numbers = new ArrayList<>();
        for (Given each : given.values()) {
            boolean settled =
                    each.values().stream().allMatch(word -> word.unresolved().isEmpty());
            if (each.argument().form() == Form.WHOLE
                    && settled
                    && !each.argument().field().equals("tokens")) {
                numbers.add(new Whole(each.argument().option().replace('-', '_'), each.number(), each.at()));
            }
        }
        return numbers;
    }

    private Arguments arguments() {
        return new Arguments(given);
    }

    /** Sentences that name every argument that is not read, and what was assumed of the environment. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        note(Standing.IDLE, "without influence on time and memory here: ", notes);
        note(Standing.NOT_MODELLED, "of influence, but not modelled: ", notes);
        note(Standing.UNKNOWN, "not understood: ", notes);
        if (!takenAsEmpty.isEmpty()) {
            String names = takenAsEmpty.stream().map(Word::text).collect(Collectors.joining(", "));
            notes.add(file + ", conditions read as if the environment did not set: " + names);
        }
        return notes;
    }

    private void note(Standing standing, String sentence, List<String> notes) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Listed argument : listed) {
            if (argument.standing() == standing) {
                names.put(argument.name().at() + argument.shown(), words(argument));
            }
        }
        if (!names.isEmpty()) {
            notes.add(file + ", " + sentence + String.join(", ", names.values()));
        }
    }

    private static String words(Listed argument) {
        if (argument.standing() == Standing.IDLE) {
            return argument.name().text().replaceFirst("=.*", "");
        }
        if (argument.standing() == Standing.NOT_MODELLED) {
            return argument.shown();
        }
        String where = " (line " + Figure.plain(argument.name().at().line(), 9);
        String itself = argument.name().text() + ", ";
        String why = argument.name()
                .unresolved()
                .map(reason -> ": " + (reason.startsWith(itself) ? reason.substring(itself.length()) : reason))
                .orElse("");
        String near = argument.name().isOption() && why.isEmpty()
                ? Reader.nearest(argument.name().option())
                        .map(name -> ", maybe " + name)
                        .orElse("")
                : "";
        return argument.shown() + where + why + near + ")";
    }

    /** Fields that the file sets, by their key in files. */
    public record FileStrategy(LinkedHashMap<String, Tree> fields, List<String> notes) {
        public FileStrategy {
            notes = List.copyOf(notes);
        }
    }
}
