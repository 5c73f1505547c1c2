package org.chokepoint.study;

/**
 * Which records the catalog has.
 *
 * @param kind kind of record in singular or plural, e.g. {@code models}; empty: how many there are of each kind
 */
public record CatalogListQuestion(String kind) implements Question<CatalogListAnswer> {}
