package org.chokepoint.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import org.chokepoint.evidence.Location;

/** Builds trees from values that did not come from a file, so that they are read as strictly as those that did. */
public final class Trees {
    private Trees() {}

    /** An unquoted scalar. */
    public static Tree text(Location at, String text) {
        return Tree.text(at, text, false);
    }

    /** A list. */
    public static Tree list(Location at, List<Tree> items) {
        return Tree.list(at, items);
    }

    /** A mapping. */
    public static Tree mapping(Location at, LinkedHashMap<String, Tree> entries) {
        return Tree.mapping(at, entries);
    }
}
