package org.chokepoint.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;

/** Reads a mapping key by key and remembers which keys were read, so that nothing is ignored unseen. */
public final class Fields {
    private final Tree tree;
    private final Map<String, Tree> entries;
    private final Set<String> read = new LinkedHashSet<>();

    Fields(Tree tree) {
        this.tree = tree;
        this.entries = tree.entries();
    }

    /** Where the mapping stands. */
    public Location at() {
        return tree.at();
    }

    /** Whether a key is present and not null. */
    public boolean has(String key) {
        return get(key).isPresent();
    }

    /** The value of a key, empty if absent or null. */
    public Optional<Tree> get(String key) {
        read.add(key);
        Tree value = entries.get(key);
        return value == null || value.kind() == Tree.Kind.NULL ? Optional.empty() : Optional.of(value);
    }

    /** The value of a key that must be there. */
    public Tree need(String key) {
        return get(key).orElseThrow(() -> missing(key));
    }

    private Fault missing(String key) {
        List<String> near = Nearest.names(key, unread(), 1);
        String maybe = near.isEmpty() ? "add it." : "'" + near.get(0) + "' is a misspelling of it.";
        return new Fault(tree.at(), "the key '" + key + "' is missing.", maybe);
    }

    /** Text of a key that must be there. */
    public String text(String key) {
        return need(key).text();
    }

    /** Text of a key, or a default. */
    public String text(String key, String otherwise) {
        return get(key).map(Tree::text).orElse(otherwise);
    }

    /** A whole number that must be there. */
    public long whole(String key) {
        return Scalars.whole(need(key), key);
    }

    /** A whole number, if present. */
    public OptionalLong optionalWhole(String key) {
        Optional<Tree> value = get(key);
        return value.isPresent() ? OptionalLong.of(Scalars.whole(value.get(), key)) : OptionalLong.empty();
    }

    /** A whole number, or a default. */
    public long whole(String key, long otherwise) {
        return optionalWhole(key).orElse(otherwise);
    }

    /** A positive whole number below 2³¹ that must be there. */
    public int count(String key) {
        return Scalars.count(need(key), key);
    }

    /** A positive whole number below 2³¹, or a default if absent. */
    public int count(String key, int otherwise) {
        return get(key).map(value -> Scalars.count(value, key)).orElse(otherwise);
    }

    /** A plain finite number, if present. */
    public OptionalDouble number(String key) {
        Optional<Tree> value = get(key);
        return value.isPresent() ? OptionalDouble.of(Scalars.number(value.get(), key)) : OptionalDouble.empty();
    }

    /** true or false, or a default. */
    public boolean flag(String key, boolean otherwise) {
        return get(key).map(value -> Scalars.flag(value, key)).orElse(otherwise);
    }

    /** Items of a list, empty if absent. */
    public List<Tree> items(String key) {
        return get(key).map(Tree::items).orElse(List.of());
    }

    /** Keys that nobody has read. */
    public List<String> unread() {
        List<String> rest = new ArrayList<>(entries.keySet());
        rest.removeAll(read);
        return rest;
    }

    /** Where the value of a present key stands. */
    public Location at(String key) {
        Tree value = entries.get(key);
        return value == null ? tree.at() : value.at();
    }

    /**
     * Ends the reading.
     *
     * @throws Fault if a key was not read
     */
    public void close() {
        for (String key : unread()) {
            throw new Fault(at(key), "the key '" + key + "' is unknown here.", Nearest.remedy(key, read));
        }
    }
}
