package org.chokepoint.training.megatron;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Location;

/** Collects the fields of a strategy, each with the place of the argument that sets it, or the file where none does. */
final class Choices {
    private final String file;
    private final LinkedHashMap<String, Tree> fields = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    Choices(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    LinkedHashMap<String, Tree> fields() {
        return fields;
    }

    List<String> notes() {
        return notes;
    }

    private Location place(Optional<Given> from) {
        return from.map(Given::at).orElse(Location.of(file));
    }

    /** Sets a field to a word; without an argument it is Megatron-LM's default. */
    void set(String field, Optional<Given> from, String value) {
        fields.put(field, Trees.text(place(from), value));
    }

    void set(String field, Optional<Given> from, long value) {
        set(field, from, String.valueOf(value));
    }

    void set(String field, Optional<Given> from, boolean value) {
        set(field, from, String.valueOf(value));
    }

    /** Sets a field that is on where the argument is given. */
    void setSwitch(String field, Optional<Given> from) {
        set(field, from, from.isPresent());
    }

    void setList(String field, Optional<Given> from, List<String> values) {
        Location at = place(from);
        fields.put(
                field,
                Trees.list(
                        at, values.stream().map(value -> Trees.text(at, value)).toList()));
    }

    /** A sentence on what the file means and the answer does not show otherwise. */
    void note(String sentence) {
        notes.add(file + ": " + sentence);
    }
}
