package org.chokepoint.study;

/**
 * A record with the source of each value.
 *
 * @param name id or alias of a record of any kind
 */
public record CatalogShowQuestion(String name) implements Question<CatalogShowAnswer> {}
