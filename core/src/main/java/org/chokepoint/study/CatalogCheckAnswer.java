package org.chokepoint.study;

import java.util.List;

/**
 * What a check of the catalog found.
 *
 * @param records records read
 * @param problems what is wrong; empty if nothing is
 */
public record CatalogCheckAnswer(int records, List<Problem> problems) {
    /**
     * A contradiction or unreadable record.
     *
     * @param where file, line and column
     * @param what what is wrong
     * @param maybe remedy
     */
    public record Problem(String where, String what, String maybe) {}
}
