package org.chokepoint.app.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts into lines. Every character that we print is one column wide. */
final class TextLines {
    private TextLines() {}

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Lines of at most {@code width} columns, broken at blanks; a longer word is cut. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String rest = word;
            if (line.length() > 0 && width(line.toString()) + 1 + width(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (width(rest) > width) {
                int end = rest.offsetByCodePoints(0, width);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(line.length() == 0 ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
