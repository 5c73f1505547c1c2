package org.chokepoint.study;

import java.util.List;

/**
 * Records of the catalog.
 *
 * @param kind kind asked for; empty for an overview
 * @param columns names of the columns of {@code rows}
 * @param rows one row a record, or a row a kind
 */
public record CatalogListAnswer(String kind, List<String> columns, List<List<String>> rows) {}
