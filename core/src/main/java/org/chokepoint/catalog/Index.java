package org.chokepoint.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The generated {@code index.csv}: kind, id and aliases of every record, so that a name leads to one file. A stale index
 * costs time, never a wrong answer: names it lacks are looked for in all files, and a file must answer to its name.
 */
public final class Index {
    /** Name of the file. */
    public static final String FILE = "index.csv";

    private final Map<String, String> idByName = new LinkedHashMap<>();
    private final Map<String, List<String>> idsByKind = new LinkedHashMap<>();

    static Index read(Shelf shelf) {
        Index index = new Index();
        shelf.text(FILE).ifPresent(text -> text.lines().skip(1).forEach(index::add));
        return index;
    }

    private void add(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 3) {
            return; // no index that we wrote; it costs time only
        }
        idsByKind.computeIfAbsent(cells[0], k -> new ArrayList<>()).add(cells[1]);
        idByName.putIfAbsent(cells[0] + "/" + cells[1], cells[1]);
        for (String alias : cells[2].split(";", -1)) {
            idByName.putIfAbsent(cells[0] + "/" + alias, cells[1]);
        }
    }

    Optional<String> id(String kind, String name) {
        return Optional.ofNullable(idByName.get(kind + "/" + name));
    }

    List<String> ids(String kind) {
        return idsByKind.getOrDefault(kind, List.of());
    }

    /** The text that the index should have for these records. */
    public static String text(List<? extends Entry<?>> entries) {
        StringBuilder out = new StringBuilder("kind,id,aliases\n");
        for (Entry<?> entry : entries) {
            List<String> aliases = new ArrayList<>();
            entry.aliases().forEach(alias -> aliases.add(Catalog.normal(alias)));
            out.append(entry.kind().word())
                    .append(',')
                    .append(entry.id())
                    .append(',')
                    .append(String.join(";", aliases))
                    .append('\n');
        }
        return out.toString();
    }
}
