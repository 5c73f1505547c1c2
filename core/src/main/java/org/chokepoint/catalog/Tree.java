package org.chokepoint.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/**
 * A located value of a YAML or JSON file: a mapping, a list, or a scalar as it was written. Nothing is converted here;
 * {@link Fields} and the record reader do that and can name the place of what is wrong.
 */
public final class Tree {
    /** Shapes of a value. */
    public enum Kind {
        MAPPING,
        LIST,
        TEXT,
        NULL
    }

    private final Kind kind;
    private final Location at;
    private final String text;
    private final boolean quoted;
    private final Map<String, Tree> entries;
    private final List<Tree> items;

    private Tree(Kind kind, Location at, String text, boolean quoted, Map<String, Tree> entries, List<Tree> items) {
        this.kind = kind;
        this.at = at;
        this.text = text;
        this.quoted = quoted;
        this.entries = entries;
        this.items = items;
    }

    static Tree mapping(Location at, LinkedHashMap<String, Tree> entries) {
        return new Tree(Kind.MAPPING, at, "", false, entries, List.of());
    }

    static Tree list(Location at, List<Tree> items) {
        return new Tree(Kind.LIST, at, "", false, new LinkedHashMap<>(), List.copyOf(items));
    }

    static Tree text(Location at, String text, boolean quoted) {
        return new Tree(Kind.TEXT, at, text, quoted, new LinkedHashMap<>(), List.of());
    }

    static Tree nothing(Location at) {
        return new Tree(Kind.NULL, at, "null", false, new LinkedHashMap<>(), List.of());
    }

    public Kind kind() {
        return kind;
    }

    /** Where it stands. */
    public Location at() {
        return at;
    }

    /** Scalar text as written, without quotes. */
    public String text() {
        if (kind != Kind.TEXT) {
            throw new Fault(at, "expected a single value, found " + describe() + ".", "an indentation is wrong.");
        }
        return text;
    }

    /** Whether the scalar stood in quotes (and hence is a string, whatever it looks like). */
    public boolean quoted() {
        return quoted;
    }

    /** Entries of a mapping in file order. */
    public Map<String, Tree> entries() {
        if (kind != Kind.MAPPING) {
            throw new Fault(at, "expected a mapping of keys to values, found " + describe() + ".", "a key is missing.");
        }
        return entries;
    }

    /** Items of a list. */
    public List<Tree> items() {
        if (kind != Kind.LIST) {
            throw new Fault(at, "expected a list, found " + describe() + ".", "brackets are missing: [a, b].");
        }
        return items;
    }

    /** A cursor over a mapping that knows which keys were read. */
    public Fields fields() {
        return new Fields(this);
    }

    /** Words for messages. */
    public String describe() {
        switch (kind) {
            case MAPPING:
                return "a mapping";
            case LIST:
                return "a list";
            case NULL:
                return "null";
            default:
                return "'" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "'";
        }
    }
}
