package org.chokepoint.app;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Forms in which an answer can be written. */
enum Format {
    TABLE("table", "txt"),
    JSON("json", "json"),
    CSV("csv", "csv"),
    MARKDOWN("markdown", "md"),
    /** A picture, of answers that have one. */
    SVG("svg", "svg");

    private final String word;
    private final String extension;

    Format(String word, String extension) {
        this.word = word;
        this.extension = extension;
    }

    String word() {
        return word;
    }

    String extension() {
        return extension;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }

    static Optional<Format> named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /** The form that a file's name ends in. */
    static Optional<Format> ofFile(String file) {
        return Arrays.stream(values())
                .filter(format -> file.endsWith("." + format.extension))
                .findFirst();
    }
}
