package org.chokepoint.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.chokepoint.evidence.Fault;
import org.chokepoint.evidence.Location;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON into a located tree. Duplicate keys, trailing text and deep nesting are faults. */
public final class JsonTree {
    private static final int DEEPEST = 100;
    // Python writes Infinity and NaN into JSON; they are kept as text and refused wherever a number is read
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final String file;
    private final JsonParser parser;

    private JsonTree(String file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads one JSON value.
     *
     * @param file name for messages
     * @throws Fault if the text is not one strict JSON value
     */
    public static Tree read(String file, String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonTree reader = new JsonTree(file, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Fault(
                        reader.here(), "expected a JSON value, found nothing.", "the file is empty or truncated.");
            }
            Tree tree = reader.value(first, 0);
            if (parser.nextToken() != null) {
                throw new Fault(reader.here(), "found text behind the JSON value.", "a bracket closes too early.");
            }
            return tree;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            Location place = at == null ? Location.of(file) : new Location(file, at.getLineNr(), at.getColumnNr());
            throw new Fault(place, "not valid JSON: " + firstLine(e.getOriginalMessage()) + ".", hint(e));
        }
    }

    private static String hint(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.contains("end-of-input") || message.contains("end of input")) {
            return "the file is truncated.";
        }
        return "a comma, quote or bracket is missing just before.";
    }

    private static String firstLine(String message) {
        String text = String.valueOf(message);
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private Tree value(JsonToken token, int depth) {
        Location at = here();
        if (depth > DEEPEST) {
            throw new Fault(at, "nested deeper than " + DEEPEST + " levels.", "a bracket is not closed.");
        }
        switch (token) {
            case START_OBJECT:
                return mapping(at, depth);
            case START_ARRAY:
                List<Tree> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(value(next, depth + 1));
                }
                return Tree.list(at, items);
            case VALUE_NULL:
                return Tree.nothing(at);
            case VALUE_STRING:
                return Tree.text(at, parser.getString(), true);
            default:
                return Tree.text(at, parser.getString(), false);
        }
    }

    private Tree mapping(Location at, int depth) {
        LinkedHashMap<String, Tree> entries = new LinkedHashMap<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_OBJECT; next = parser.nextToken()) {
            String key = parser.currentName();
            if (entries.containsKey(key)) {
                throw new Fault(here(), "the key '" + key + "' stands twice.", "one of them is to be removed.");
            }
            entries.put(key, value(parser.nextToken(), depth + 1));
        }
        return Tree.mapping(at, entries);
    }

    private Location here() {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Location(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }
}
