package org.chokepoint.catalog;

/**
 * A kind of catalog record. Records of a kind stand as {@code <folder>/<id>.yaml}; every record type has the components
 * {@code id} and {@code name}.
 *
 * @param word what files write behind {@code kind:}
 * @param folder folder of the catalog
 * @param type record that a file becomes
 */
public record Kind<R>(String word, String folder, Class<R> type) {}
