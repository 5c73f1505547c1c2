package org.chokepoint.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Evidence;
import org.chokepoint.evidence.Location;
import org.chokepoint.model.Network;
import org.chokepoint.training.RunPreset;
import org.chokepoint.training.megatron.MegatronFile;
import org.chokepoint.training.script.Word;
import org.chokepoint.units.Figure;
import org.chokepoint.validation.log.MegatronLog;

/**
 * The launch script or list of arguments that a question names.
 *
 * @param text what it says
 * @param arguments the same as arguments
 */
record StrategyFile(String text, MegatronFile arguments) {
    static StrategyFile read(String path) {
        String text = UserFile.text(path, "--strategy");
        return new StrategyFile(text, MegatronFile.read(path, text));
    }

    /** Arguments as a log prints them. */
    static StrategyFile printed(MegatronLog log) {
        Map<String, Word> words = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        log.arguments().forEach((name, stated) -> {
            words.put(name, Word.of(stated.value(), stated.at()));
            text.append(name).append(' ').append(stated.value()).append('\n');
        });
        return new StrategyFile(text.toString(), MegatronFile.printed(log.file(), words));
    }

    Optional<Integer> sequenceLength() {
        return boxed(arguments.sequenceLength());
    }

    Optional<Integer> globalBatch() {
        return boxed(arguments.globalBatch());
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    Optional<Double> tokens(int sequence, int batch) {
        OptionalDouble tokens = arguments.tokens(sequence, batch);
        return tokens.isPresent() ? Optional.of(tokens.getAsDouble()) : Optional.empty();
    }

    Optional<RunPreset.BatchRamp> ramp(int sequence) {
        return arguments.ramp(sequence);
    }

    /** Fields of the strategy. What else there is to say of the file goes to the notes. */
    Map<String, Tree> fields(Network network, int accelerators, List<String> notes) {
        MegatronFile.FileStrategy strategy = arguments.strategy(network, accelerators);
        notes.addAll(strategy.notes());
        notes.addAll(arguments.notes());
        return strategy.fields();
    }

    /** What the answer rests on: of strategy and job, what the question leaves to the file. */
    Evidence.Used used(Map<String, Tree> fields, TrainQuestion question, int sequence, int batch) {
        Map<String, Tree> own = new LinkedHashMap<>();
        fields.forEach((key, tree) -> {
            if (isOwn(tree)) {
                own.put(key, tree);
            }
        });
        job("sequence_length", question.sequenceLength(), sequenceLength().map(String::valueOf), own);
        job("global_batch", question.globalBatch(), globalBatch().map(String::valueOf), own);
        job("tokens", question.tokens(), tokens(sequence, batch).map(Figure::json), own);
        return Using.strategy(arguments.file(), text, own);
    }

    private void job(String key, Optional<String> asked, Optional<String> value, Map<String, Tree> into) {
        Optional<Location> at = arguments.place(key);
        if (asked.isEmpty() && value.isPresent() && at.isPresent()) {
            into.put(key, Trees.text(at.get(), value.get()));
        }
    }

    private boolean isOwn(Tree tree) {
        return tree.at().file().equals(arguments.file());
    }

    /** Where the file sets fields of strategy and job that the question leaves to it. */
    Map<String, Location> places(Map<String, Tree> fields, TrainQuestion question) {
        Map<String, Location> places = new LinkedHashMap<>();
        fields.forEach((key, tree) -> {
            if (isOwn(tree)) {
                places.put(key, tree.at());
            }
        });
        if (question.globalBatch().isEmpty()) {
            arguments.place("global_batch").ifPresent(at -> places.put("global_batch", at));
        }
        if (question.sequenceLength().isEmpty()) {
            arguments.place("sequence_length").ifPresent(at -> places.put("sequence_length", at));
        }
        return places;
    }
}
