package org.chokepoint.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.chokepoint.catalog.Tree;
import org.chokepoint.catalog.Trees;
import org.chokepoint.evidence.Location;

/** Values given as options, in the form in which catalog values are read. */
final class Asked {
    private static final List<String> LISTS = List.of("recompute", "stage_layers");

    private Asked() {}

    /** A value of an option; lists are comma separated. */
    static Tree value(String key, String text) {
        Location at = Location.of("--" + key.replace('_', '-'));
        if (!LISTS.contains(key)) {
            return Trees.text(at, text.strip());
        }
        List<Tree> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            String word = item.strip();
            if (!word.isEmpty() && !word.equals("none")) {
                items.add(Trees.text(at, word));
            }
        }
        return Trees.list(at, items);
    }

    static Tree mapping(LinkedHashMap<String, Tree> fields) {
        return Trees.mapping(Location.of("strategy"), fields);
    }
}
