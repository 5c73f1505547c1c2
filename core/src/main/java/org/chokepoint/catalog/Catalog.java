package org.chokepoint.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import org.chokepoint.evidence.Nearest;

/**
 * Finds records by kind and name, reading only the files that a question names: a record's file is its id, and the index
 * maps other names to ids. A name that neither knows makes the catalog read all files of the kind, so that a file added a
 * minute ago is found. User files (overlays) come first and replace records of the same id.
 */
public final class Catalog {
    private final Shelf shelf;
    private final Index index;
    private final List<Overlay> overlays;
    private final Map<String, Entry<?>> read = new LinkedHashMap<>();

    /**
     * @param shelf the product's catalog
     * @param overlays user files, later ones win
     */
    public Catalog(Shelf shelf, List<Overlay> overlays) {
        this.shelf = shelf;
        this.index = Index.read(shelf);
        this.overlays = List.copyOf(overlays);
    }

    /**
     * The record with an id or alias; case, blanks and underscores don't matter.
     *
     * @param askedAt where the name was written, for the fault
     * @throws Fault if there is none, with the nearest names
     */
    public <R> Entry<R> find(Kind<R> kind, String name, Location askedAt) {
        return lookUp(kind, name)
                .orElseThrow(() -> new Fault(
                        askedAt,
                        "there is no " + kind.word() + " named '" + name + "'.",
                        Nearest.remedy(name, names(kind))));
    }

    /** The record with an id or alias, if there is one. */
    public <R> Optional<Entry<R>> lookUp(Kind<R> kind, String name) {
        String wanted = normal(name);
        for (int i = overlays.size() - 1; i >= 0; i--) {
            Optional<Entry<R>> own = overlays.get(i).find(kind, wanted);
            if (own.isPresent()) {
                return own;
            }
        }
        String likely = index.id(kind.word(), wanted).orElse(wanted);
        Optional<Entry<R>> entry = read(kind, kind.folder() + "/" + likely + ".yaml");
        if (entry.isPresent() && answersTo(entry.get(), wanted)) {
            return entry;
        }
        return all(kind).stream().filter(e -> answersTo(e, wanted)).findFirst();
    }

    /** All records of a kind by id, user files included. */
    public <R> List<Entry<R>> all(Kind<R> kind) {
        Set<String> files = new LinkedHashSet<>(shelf.files(kind.folder()));
        if (files.isEmpty()) {
            index.ids(kind.word()).forEach(id -> files.add(kind.folder() + "/" + id + ".yaml"));
        }
        Map<String, Entry<R>> found = new LinkedHashMap<>();
        for (String file : files) {
            read(kind, file).ifPresent(e -> found.put(e.id(), e));
        }
        for (Overlay overlay : overlays) {
            overlay.all(kind).forEach(e -> found.put(e.id(), e));
        }
        return new ArrayList<>(found.values());
    }

    /** Ids and aliases of a kind, for messages. */
    public <R> List<String> names(Kind<R> kind) {
        List<String> names = new ArrayList<>();
        all(kind).forEach(e -> names.add(e.id()));
        all(kind).forEach(e -> names.addAll(e.aliases()));
        return names;
    }

    /** Text of a table beside the records, e.g. {@code rents.csv}. */
    public String table(String file) {
        return shelf.text(file)
                .orElseThrow(() -> new Fault(Location.of(shelf.shown(file)), "the table is missing.", "restore it."));
    }

    /** How a table is named in messages. */
    public String shown(String file) {
        return shelf.shown(file);
    }

    /**
     * A record that stands in no catalog, as strictly read as any.
     *
     * @param shown how the file is named in messages
     */
    public static <R> Entry<R> entry(Kind<R> kind, String shown, String text) {
        return entry(kind, shown, text, YamlTree.read(shown, text));
    }

    /** Checks a record's file against its kind and returns it with its sources. */
    static <R> Entry<R> entry(Kind<R> kind, String shown, String text, Tree tree) {
        Fields fields = tree.fields();
        Tree word = fields.need("kind");
        if (!word.text().equals(kind.word())) {
            throw new Fault(
                    word.at(),
                    "expected kind: " + kind.word() + ", found " + word.describe() + ".",
                    "it is in the wrong folder.");
        }
        R value = RecordReader.read(fields, kind.type());
        List<String> aliases = new ArrayList<>();
        fields.items("aliases").forEach(alias -> aliases.add(alias.text()));
        List<Entry.Disputed> disputed = new ArrayList<>();
        fields.items("disputed").forEach(item -> disputed.add(RecordReader.read(item, Entry.Disputed.class)));
        String notes = fields.text("notes", "");
        Provenance provenance = Provenance.read(fields, Facts.present(kind.type(), tree));
        fields.close();
        String id = fields.text("id");
        if (!id.equals(normal(id))) {
            throw new Fault(fields.at("id"), "the id '" + id + "' must be lower case with hyphens.", normal(id) + ".");
        }
        return new Entry<>(kind, id, aliases, value, provenance, disputed, notes, tree, digest(text));
    }

    private <R> Optional<Entry<R>> read(Kind<R> kind, String file) {
        Entry<?> known = read.get(file);
        if (known != null) {
            return Optional.of(cast(kind, known));
        }
        Optional<String> text = shelf.text(file);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String shown = shelf.shown(file);
        Entry<R> entry = entry(kind, shown, text.get(), YamlTree.read(shown, text.get()));
        if (!file.equals(kind.folder() + "/" + entry.id() + ".yaml")) {
            throw new Fault(
                    entry.tree().at(), "the id '" + entry.id() + "' must be the file's name.", "rename the file.");
        }
        read.put(file, entry);
        return Optional.of(entry);
    }

    /** An entry known to be of a kind. */
    @SuppressWarnings("unchecked") // checked: its kind carries the type
    public static <R> Entry<R> cast(Kind<R> kind, Entry<?> entry) {
        if (!entry.kind().equals(kind)) {
            throw new IllegalStateException(entry.id() + " is no " + kind.word());
        }
        return (Entry<R>) entry;
    }

    static boolean answersTo(Entry<?> entry, String wanted) {
        return entry.id().equals(wanted)
                || entry.aliases().stream().anyMatch(alias -> normal(alias).equals(wanted));
    }

    /** A name as the catalog compares it. */
    public static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    }

    /** SHA-256 in hexadecimal. */
    public static String digest(String text) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            StringBuilder hex = new StringBuilder();
            for (byte b : bytes) {
                hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
