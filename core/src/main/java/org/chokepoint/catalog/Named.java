package org.chokepoint.catalog;

/** An enum whose constants are written otherwise in files than in Java, e.g. {@code 1f1b}. */
public interface Named {
    /** The word in files and on the command line. */
    String word();
}
