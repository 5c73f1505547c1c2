package org.chokepoint.training.torchtitan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects tables of keys and values, and what has none. */
final class TomlLines {
    private final Map<String, List<String>> tables = new LinkedHashMap<>();
    private final List<String> comments = new ArrayList<>();
    private final List<String> without = new ArrayList<>();

    void put(String table, String key, String literal) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).add(key + " = " + literal);
    }

    void number(String table, String key, long value) {
        put(table, key, String.valueOf(value));
    }

    void word(String table, String key, String value) {
        put(table, key, quoted(value));
    }

    void on(String table, String key) {
        put(table, key, "true");
    }

    /** A field that torchtitan can't be told. */
    void comment(String field, String value) {
        comments.add("# no torchtitan key: " + field + " " + value);
        without.add(field);
    }

    void commentIf(boolean so, String field, String value) {
        if (so) {
            comment(field, value);
        }
    }

    static String quoted(String value) {
        return "\"" + value + "\"";
    }

    List<String> without() {
        return without;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        tables.forEach((name, lines) -> text.append("[")
                .append(name)
                .append("]\n")
                .append(String.join("\n", lines))
                .append("\n\n"));
        comments.forEach(line -> text.append(line).append('\n'));
        return text.toString().stripTrailing() + "\n";
    }
}
