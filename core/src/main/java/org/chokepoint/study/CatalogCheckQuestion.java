package org.chokepoint.study;

/** Whether the whole catalog can be read and contradicts itself nowhere. */
public record CatalogCheckQuestion() implements Question<CatalogCheckAnswer> {}
