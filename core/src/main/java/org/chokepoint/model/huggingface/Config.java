package org.chokepoint.model.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.chokepoint.catalog.Fields;
import org.chokepoint.catalog.Tree;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;

/** A config.json under reading: strict getters, several names for one thing, and the account of keys never read. */
final class Config {
    /** Above any width, vocabulary or sequence length there is; products of a few of them fit a long. */
    private static final long MOST = 100_000_000;

    private static final long MOST_LAYERS = 10_000;

    private final String id;
    private final String type;
    private final Fields fields;
    private final Map<String, Integer> defaults;
    private final List<String> warnings;

    /**
     * @param defaults values that the family's configuration class gives to absent keys, each used with a warning
     */
    Config(String id, String type, Fields fields, Map<String, Integer> defaults, List<String> warnings) {
        this.id = id;
        this.type = type;
        this.fields = fields;
        this.defaults = defaults;
        this.warnings = warnings;
    }

    /** Name of the model. */
    String id() {
        return id;
    }

    /** Value of {@code model_type}. */
    String type() {
        return type;
    }

    /** Whether a key is present and not null. */
    boolean has(String key) {
        return fields.has(key);
    }

    /** Layers of the network. */
    int layers(String... names) {
        return within(MOST_LAYERS, count(names), names);
    }

    /** A positive whole number that must be there, under the first of its names that is present. */
    int count(String... names) {
        String key = present(names);
        Integer usual = defaults.get(key);
        if (usual == null || fields.has(key)) {
            return within(MOST, fields.count(key), key);
        }
        String warning = at() + ": '" + key + "' is absent; the family's default of " + usual + " is used.";
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
        return usual;
    }

    /** A positive whole number, or a default if none of its names is present. */
    int countOr(int otherwise, String... names) {
        return has(present(names)) ? count(names) : otherwise;
    }

    /** A whole number that may be zero, or a default if none of its names is present. */
    int sizeOr(int otherwise, String... names) {
        String key = present(names);
        OptionalLong value = fields.optionalWhole(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.getAsLong() < 0) {
            throw fault(key, "must not be negative, found " + value.getAsLong(), "a sign is wrong.");
        }
        return within(MOST, value.getAsLong(), key).intValue();
    }

    /** A positive number, or a default. */
    double numberOr(double otherwise, String key) {
        double value = fields.number(key).orElse(otherwise);
        if (value <= 0) {
            throw fault(key, "must be positive", "a sign or digit is wrong.");
        }
        return value;
    }

    boolean flag(String key, boolean otherwise) {
        return fields.flag(key, otherwise);
    }

    String textOr(String otherwise, String key) {
        return fields.text(key, otherwise);
    }

    /** Items of a list that must have one entry per layer. */
    List<String> perLayer(String key, int layers) {
        List<String> words = new ArrayList<>();
        for (Tree item : fields.items(key)) {
            words.add(item.text());
        }
        if (words.size() != layers) {
            String what = "has " + words.size() + " entries for " + layers + " layers";
            throw fault(key, what, "an entry is missing, or the number of layers is another.");
        }
        return words;
    }

    /** Layer numbers of a list, empty if absent. */
    List<Integer> layerNumbers(String key, int layers) {
        List<Integer> numbers = indices(key);
        for (int number : numbers) {
            if (number >= layers) {
                String what = "names layer " + number + " of a network of " + layers + ", numbered from 0";
                throw fault(key, what, "the number of layers is another.");
            }
        }
        return numbers;
    }

    /** Whole numbers of a list, empty if absent. */
    List<Integer> indices(String key) {
        List<Integer> numbers = new ArrayList<>();
        for (Tree item : fields.items(key)) {
            if (item.quoted() || !item.text().matches("\\d{1,9}")) {
                throw new Fault(
                        item.at(),
                        "'" + key + "' must list whole numbers, found " + item.describe() + ".",
                        "a digit is wrong.");
            }
            numbers.add(Integer.parseInt(item.text()));
        }
        return numbers;
    }

    /** Whether a present key holds a list. */
    boolean isList(String key) {
        return fields.get(key).map(tree -> tree.kind() == Tree.Kind.LIST).orElse(false);
    }

    /** Nested mappings of a list. */
    List<Config> mappings(String key) {
        List<Config> found = new ArrayList<>();
        for (Tree item : fields.items(key)) {
            found.add(new Config(id, type, item.fields(), Map.of(), warnings));
        }
        return found;
    }

    /** A nested mapping that must be there. */
    Config inner(String key) {
        return new Config(id, type, fields.need(key).fields(), Map.of(), warnings);
    }

    /** Marks keys as understood where the family fixes their meaning. */
    void understood(String... keys) {
        for (String key : keys) {
            fields.has(key);
        }
    }

    /** Refuses a key that is present and neither null, false, zero nor empty: its effect is not modelled. */
    void refuse(String key, String effect) {
        if (fields.get(key).isPresent() && !idle(fields.get(key).get())) {
            throw fault(key, "is set, but " + effect + " is not modelled", "leave it out to have it neglected.");
        }
    }

    void warn(String key, String what) {
        warnings.add(fields.at(key) + ": '" + key + "' " + what + ".");
    }

    /** A fault about a present key. */
    Fault fault(String key, String what, String maybe) {
        return new Fault(fields.at(key), "'" + key + "' " + what + ".", maybe);
    }

    Location at() {
        return fields.at();
    }

    /** Ends the reading: accounts for every key that was not read. */
    void finish() {
        for (String key : fields.unread()) {
            Location at = fields.at(key);
            Tree value = fields.get(key).orElse(null);
            if (value == null || blank(value) || Irrelevant.contains(key)) {
                continue;
            }
            if (Irrelevant.looksStructural(key) && !idle(value)) {
                String what =
                        "the key '" + key + "' looks structural, and the reader of '" + type + "' doesn't know it.";
                throw new Fault(
                        at, what, "the model has a part that is not modelled; leave the key out to have it neglected.");
            }
            warnings.add(at + ": unknown key '" + key + "' is not used.");
        }
    }

    /** Null or empty: the same as absent. */
    private static boolean blank(Tree value) {
        switch (value.kind()) {
            case NULL:
                return true;
            case LIST:
                return value.items().isEmpty();
            case MAPPING:
                return value.entries().isEmpty();
            default:
                return false;
        }
    }

    /** Blank, or switched off. */
    private static boolean idle(Tree value) {
        boolean text = value.kind() == Tree.Kind.TEXT;
        return blank(value) || (text && List.of("false", "0", "0.0", "").contains(value.text()));
    }

    private <T extends Number> T within(long most, T value, String... names) {
        if (value.longValue() > most) {
            throw fault(present(names), "of " + value + " is above " + most, "there are digits too many.");
        }
        return value;
    }

    /** The first of several names of one thing that is present; those present must agree. */
    private String present(String... names) {
        String found = null;
        for (String name : names) {
            if (!fields.has(name)) {
                continue;
            }
            if (found == null) {
                found = name;
            } else if (!fields.text(name).equals(fields.text(found))) {
                String what = "is " + fields.text(name) + ", but '" + found + "' is " + fields.text(found);
                throw fault(name, what, "one of the two is wrong: they name the same thing.");
            }
        }
        return found == null ? names[0] : found;
    }
}
