package org.chokepoint.evidence;

/**
 * A place in an input.
 *
 * @param file path or name of the input, e.g. {@code --tokens}
 * @param line from 1; 0 where the input has no lines
 * @param column from 1; 0 where unknown
 */
public record Location(String file, int line, int column) {
    /** A command-line option or other input without lines. */
    public static Location of(String name) {
        return new Location(name, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
