package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.training.script.Command;
import org.chokepoint.training.script.LaunchScript;
import org.chokepoint.training.script.Word;
import org.chokepoint.units.Figure;

/**
 * How many processes a script starts, one for each chip.
 *
 * @param nodes nodes
 * @param perNode processes of a node
 * @param at where the number of nodes stands
 */
record Launch(int nodes, int perNode, Location at) {
    private static final List<String> NODES = List.of("nnodes", "num-nodes", "nodes", "N");

    /** What tells the processes of a node, the surest first. */
    private static final List<String> PER_NODE = List.of("nproc-per-node", "num-gpus", "gpus-per-node", "gres");

    /** Counts only where none of those is there: one task of a node may start all its processes. */
    private static final List<String> TASKS = List.of("ntasks-per-node");

    private static final Pattern COUNT = Pattern.compile("(?:gpu:(?:\\w+:)?)?(\\d{1,6})");

    /** A number and where it stands. */
    private record Count(int value, Location at) {}

    /** What a script says; empty unless it says both numbers. */
    static Optional<Launch> of(LaunchScript script) {
        List<Word> words = new ArrayList<>();
        for (Command command : script.commands()) {
            words.addAll(command.words());
        }
        Optional<Count> nodes = first(words, NODES);
        boolean started = PER_NODE.stream().anyMatch(name -> isThere(words, name));
        Optional<Count> perNode = first(words, started ? PER_NODE : TASKS);
        return nodes.isEmpty() || perNode.isEmpty()
                ? Optional.empty()
                : Optional.of(new Launch(
                        nodes.get().value(), perNode.get().value(), nodes.get().at()));
    }

    private static Optional<Count> first(List<Word> words, List<String> names) {
        for (String name : names) {
            for (int i = 0; i < words.size(); i++) {
                Optional<Count> count = value(words, i, name).flatMap(Launch::count);
                if (count.isPresent()) {
                    return count;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isThere(List<Word> words, String name) {
        return words.stream().anyMatch(word -> word.isOption() && word.option().equals(name));
    }

    private static Optional<Word> value(List<Word> words, int i, String name) {
        Word word = words.get(i);
        boolean named =
                word.isOption() && word.option().equals(name) || word.text().equals("-" + name);
        if (!named) {
            return Optional.empty();
        }
        int inline = word.text().indexOf('=');
        if (inline >= 0) {
            return Optional.of(word.from(inline + 1));
        }
        return i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty();
    }

    private static Optional<Count> count(Word word) {
        Matcher matcher = COUNT.matcher(word.text());
        return matcher.matches() && word.unresolved().isEmpty()
                ? Optional.of(new Count(Integer.parseInt(matcher.group(1)), word.at()))
                : Optional.empty();
    }

    /** Refuses another number of chips. */
    void check(int accelerators) {
        long processes = (long) nodes * perNode;
        if (processes != accelerators) {
            throw new Fault(
                    at,
                    "the script starts " + nodes + " × " + perNode + " = " + Figure.plain(processes, 12)
                            + " processes, and the question has " + Figure.plain(accelerators, 12) + " chips.",
                    "change this number, or --on.");
        }
    }
}
