package org.chokepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Parts of pages that tests write: what stands between {@code <!-- generated: NAME -->} and {@code <!-- end -->}. A stale part
 * fails; {@code -Ddocs.update=true} writes it anew, and the change is then read in the diff.
 */
public final class DocBlock {
    private static final String END = "<!-- end -->";

    private DocBlock() {}

    /** Holds a part of a page against what it is to be. */
    public static void check(String page, String name, String expected) {
        Path file = Checkout.path(page);
        String begin = "<!-- generated: " + name + " -->\n";
        try {
            String text = Files.readString(file);
            int from = text.indexOf(begin) + begin.length();
            int to = text.indexOf(END, from);
            assertThat(from >= begin.length() && to >= 0)
                    .as(page + " holds the part '" + name + "'")
                    .isTrue();
            if (Boolean.getBoolean("docs.update")) {
                Files.writeString(file, text.substring(0, from) + expected + text.substring(to));
                return;
            }
            assertThat(text.substring(from, to))
                    .as("the part '" + name + "' of " + page + "; -Ddocs.update=true writes it")
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
