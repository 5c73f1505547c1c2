package org.chokepoint.training.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** Variables of a script and the expansion of words by them. */
final class Variables {
    private static final int LONGEST = 1 << 20;

    /** Elements of an array, or the one value of a plain variable; empty with a reason where it can't be told. */
    private record Value(List<List<Run>> items, boolean array, Optional<String> doubt) {}

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Location> takenAsEmpty = new LinkedHashMap<>();
    private boolean testing;
    private long expanded;

    void assign(String name, List<Run> runs, boolean append) {
        Value before = values.get(name);
        if (append && before != null && before.array()) {
            assignArray(name, List.of(runs), true);
            return;
        }
        List<Run> all =
                new ArrayList<>(append && before != null ? before.items().get(0) : List.of());
        all.addAll(runs);
        put(name, new Value(List.of(List.copyOf(all)), false, doubt(before, append)));
    }

    void assignArray(String name, List<List<Run>> items, boolean append) {
        Value before = values.get(name);
        List<List<Run>> all = new ArrayList<>(append && before != null ? before.items() : List.of());
        all.addAll(items);
        put(name, new Value(List.copyOf(all), true, doubt(before, append)));
    }

    private static Optional<String> doubt(Value before, boolean append) {
        return append && before != null ? before.doubt() : Optional.empty();
    }

    private void put(String name, Value value) {
        values.remove(name); // order is that of the last assignment
        values.put(name, value);
    }

    /** Notes that a condition that can't be settled would set a variable. */
    void doubt(String name, Location condition) {
        String why = "$" + name + ", which depends on the condition in line " + condition.line();
        put(name, new Value(List.of(List.of()), false, Optional.of(why)));
    }

    /** Notes that the file would set a variable in a branch that does not run: so far it is empty. */
    void mention(String name) {
        values.putIfAbsent(name, new Value(List.of(List.of()), false, Optional.empty()));
    }

    void unset(String name) {
        values.remove(name);
    }

    /** What the variables hold at the end. */
    List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        values.forEach((name, value) -> {
            List<Word> words = new ArrayList<>();
            value.items().forEach(item -> words.addAll(Run.words(unquoted(item))));
            definitions.add(new Definition(name, words));
        });
        return definitions;
    }

    private static List<Run> unquoted(List<Run> runs) {
        return runs.stream().map(run -> run.quoted(false)).toList();
    }

    /** Words of a list of parts. */
    List<Word> words(List<Part> parts) {
        return Run.words(expand(parts));
    }

    /**
     * Words of a test, for which a variable that the file nowhere sets is empty: a script is read as if the environment set
     * nothing that it asks for.
     */
    List<Word> tested(List<Part> parts) {
        testing = true;
        List<Run> runs = expand(parts);
        testing = false;
        return Run.words(runs);
    }

    /** Variables that tests took to be empty, and where. */
    List<Word> takenAsEmpty() {
        List<Word> words = new ArrayList<>();
        takenAsEmpty.forEach((name, at) -> words.add(Word.of("$" + name, at)));
        return words;
    }

    /** What parts stand for, not yet split. */
    List<Run> expand(List<Part> parts) {
        List<Run> runs = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Literal text) {
                add(runs, new Run(text.text(), text.at(), text.quoted(), text.unresolved()));
            } else if (part instanceof Part.Reference reference) {
                expand(reference, runs);
            } else if (part instanceof Part.Sum sum) {
                expand(sum, runs);
            } else if (part instanceof Part.Opaque opaque) {
                String why = opaque.shown() + ", which only running the script would tell";
                add(runs, new Run(opaque.shown(), opaque.at(), true, Optional.of(why)));
            }
        }
        return runs;
    }

    private void add(List<Run> runs, Run run) {
        expanded += run.text().length();
        if (expanded > LONGEST) {
            throw new Fault(run.at(), "the variables expand to more than 1 MiB.", "one of them contains itself.");
        }
        runs.add(run);
    }

    private void expand(Part.Reference reference, List<Run> runs) {
        Value value = values.get(reference.name());
        boolean empty = value != null && value.doubt().isEmpty() && isEmpty(value);
        List<Run> own = new ArrayList<>();
        if (reference.otherwise().isPresent() && (value == null || empty)) {
            expand(reference.otherwise().get()).forEach(run -> own.add(run.quoted(reference.quoted())));
        } else if (value == null && testing && NAME.matcher(reference.name()).matches()) {
            takenAsEmpty.putIfAbsent(reference.name(), reference.at());
            own.add(new Run("", reference.at(), true, Optional.empty()));
        } else if (value == null || value.doubt().isPresent()) {
            String shown = "$" + reference.name();
            String why = value == null
                    ? shown + ", which the file does not set"
                    : value.doubt().get();
            own.add(new Run(shown, reference.at(), true, Optional.of(why)));
        } else if (reference.all()) {
            elements(value, reference.quoted(), own);
        } else if (!value.items().isEmpty()) {
            value.items().get(0).forEach(run -> own.add(run.quoted(reference.quoted())));
        }
        if (own.isEmpty() && reference.quoted() && !reference.all()) {
            own.add(new Run("", reference.at(), true, Optional.empty())); // an empty word is a word
        }
        own.forEach(run -> add(runs, run));
    }

    private static boolean isEmpty(Value value) {
        return value.items().isEmpty() || Run.text(value.items().get(0)).isEmpty();
    }

    private static void elements(Value value, boolean quoted, List<Run> own) {
        boolean first = true;
        for (List<Run> item : value.items()) {
            if (!first) {
                own.add(Run.BETWEEN);
            }
            first = false;
            item.forEach(run -> own.add(run.quoted(quoted)));
        }
    }

    private void expand(Part.Sum sum, List<Run> runs) {
        Arithmetic arithmetic = new Arithmetic(sum.expression(), this::whole);
        Optional<Long> value = arithmetic.value();
        String shown = "$((" + sum.expression() + "))";
        String why = shown + ", which " + arithmetic.obstacle();
        Optional<String> unresolved = value.isPresent() ? Optional.empty() : Optional.of(why);
        boolean solid = sum.quoted() || value.isEmpty();
        add(runs, new Run(value.map(String::valueOf).orElse(shown), sum.at(), solid, unresolved));
    }

    /** A variable as a whole number. */
    private Optional<Long> whole(String name) {
        Value value = values.get(name);
        if (value == null && testing) {
            return Optional.of(0L);
        }
        if (value == null || value.doubt().isPresent() || value.items().isEmpty()) {
            return Optional.empty();
        }
        List<Run> runs = value.items().get(0);
        boolean known = runs.stream().allMatch(run -> run.unresolved().isEmpty());
        String text = Run.text(runs).strip();
        return known && text.matches("-?\\d{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }
}
